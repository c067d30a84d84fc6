import type {} from '../../../renderer/lib/desktop.ts'
import { expect, test } from '../fixtures.ts'

test('the page gets a few verbs and nothing of Node, and passkeys are never offered while typing', async ({
  desktop,
}) => {
  const seen = await desktop.page.evaluate(async () => {
    const bridge: unknown = Reflect.get(window, 'desktop')
    const { platform, version } = (await window.desktop?.facts()) ?? {}
    return {
      verbs: Object.entries(bridge ?? {}).map(([name, verb]) => `${name}: ${typeof verb}`),
      node: ['require', 'process', 'Buffer', 'module'].filter((name) => name in window),
      facts: [platform, typeof version],
      whileTyping: await PublicKeyCredential.isConditionalMediationAvailable(),
    }
  })
  expect(seen.verbs.length).toBeGreaterThan(0)
  for (const verb of seen.verbs) expect(verb).toMatch(/^\w+: function$/)
  expect(seen).toMatchObject({ node: [], whileTyping: false })
  expect(seen.facts[1]).toBe('string')
})

test('the window stays on its origin, alone and without rights', async ({ desktop }) => {
  const { page, origin } = desktop
  const host = new URL(origin)
  for (const away of [
    'https://example.com/',
    `http://localhost.evil.example:${host.port}/`,
    `http://localhost:${host.port}@evil.example/`,
    `http://user:word@localhost:${host.port}/`,
    `http://127.0.0.1:${host.port}/`,
  ]) {
    await page.evaluate((to) => {
      location.href = to
    }, away)
    await page.waitForTimeout(200)
    expect(page.url()).toMatch(`${origin}/`)
  }
  await page.evaluate(() => void window.open('https://example.com/'))
  await expect.poll(async () => (await desktop.controls.windows()).length).toBe(1)
  const states = await page.evaluate(async () =>
    Promise.all(
      (['geolocation', 'notifications', 'camera'] as const).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  )
  expect(states).toEqual(['denied', 'denied', 'denied'])
})
