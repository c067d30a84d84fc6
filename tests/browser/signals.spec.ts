import { expect, test } from './fixtures.ts'
import { heading, openMethods, setUp } from './journeys.ts'

test('the browser is told which passkeys count and whose they are, and refuses neither', async ({
  computer,
}) => {
  const { page, openStreams } = await computer()
  await setUp(page)
  // What any page hears of passkeys is told: from one that asks for none, and whose stream is there, nothing else comes.
  await page.goto('/users')
  await expect(heading(page, 'Users')).toBeVisible()
  await expect.poll(openStreams).toBe(1)
  await page.evaluate(() => {
    const told: string[] = []
    for (const name of ['signalAllAcceptedCredentials', 'signalCurrentUserDetails'] as const) {
      const signal: (options: never) => Promise<void> = PublicKeyCredential[name].bind(PublicKeyCredential)
      const watched = async (options: never) => {
        await signal(options).then(
          () => told.push(name),
          (error: unknown) => told.push(`${name}: ${String(error)}`),
        )
      }
      Object.assign(PublicKeyCredential, { [name]: watched })
    }
    Object.assign(window, { told })
  })
  await openMethods(page)
  const told = () => page.evaluate((): unknown => Reflect.get(window, 'told'))
  await expect.poll(told).toEqual(['signalAllAcceptedCredentials', 'signalCurrentUserDetails'])
})
