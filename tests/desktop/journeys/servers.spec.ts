import { heading, setUp } from '../../browser/journeys.ts'
import { faultsOf } from '../../support/chromium-inspection.ts'
import { startServerProcess } from '../../support/chromium-server.ts'
import type { Desktop } from '../../support/desktop.ts'
import { addVirtualAuthenticator } from '../../support/virtual-authenticator.ts'
import { expect, test } from '../fixtures.ts'

/** Whoever is told of no server is asked; a preset that is no address is the way there in a development build. */
const noServer = { WEFTID_SERVER: '10.0.0.1' }

/** Asks the window of now, which may be another one than a moment ago; between two there is none, and null. */
const ofNow = <T>(ask: () => T | Promise<T>) =>
  expect.poll(
    async () => {
      try {
        return await ask()
      } catch {
        return null
      }
    },
    { timeout: 60_000 },
  )

const shows = (desktop: Desktop, title: string): Promise<void> =>
  ofNow(() => heading(desktop.page, title).isVisible()).toBe(true)

const onServer = (desktop: Desktop) => ofNow(() => desktop.origin)
const press = (desktop: Desktop, name: string) => desktop.page.getByRole('button', { name }).click()

test('a person enters their server, confirms it once, and later changes it for this computer', async ({
  launch,
}) => {
  const company = await startServerProcess({ WEFTID_NAME: 'Company' })
  const desktop = await launch(noServer)
  await expect(desktop.page.getByText('The address set up for this computer cannot be used')).toBeVisible()
  const address = desktop.page.getByRole('textbox', { name: 'Server address' })
  await address.fill('http://id.company.com')
  await press(desktop, 'Continue')
  await expect(desktop.page.getByText('begins with https://')).toBeVisible()
  await address.fill(`${new URL(company.url).host}/sign-in`)
  await press(desktop, 'Continue')
  await shows(desktop, 'Is this your organisation’s server?')
  await expect(desktop.page.getByText('It calls itself “Company”')).toBeVisible()
  expect(await faultsOf(desktop.page)).toEqual([])
  await press(desktop, 'Connect')
  await onServer(desktop).toBe(company.url)
  await addVirtualAuthenticator(desktop.page)
  await setUp(desktop.page)

  await desktop.restart({ WEFTID_SERVER: '' })
  await onServer(desktop).toBe(company.url)
  await desktop.controls.chooseMenu('File', 'Settings…')
  await shows(desktop, 'Settings')
  await expect(desktop.page.getByText(new URL(company.url).host)).toBeVisible()
  expect(await faultsOf(desktop.page)).toEqual([])
  await press(desktop, 'Change')
  await shows(desktop, 'Connect to your organisation')
  await press(desktop, 'Use this computer only')
  await onServer(desktop).toMatch(/^http:\/\/localhost:\d+$/)
  await onServer(desktop).not.toBe(company.url)
  await expect.poll(async () => (await desktop.controls.windows()).length).toBe(1)
  // Its own data, its own partition: nobody has been here yet.
  await shows(desktop, 'Set up WeftID')
  await company.close()
})

test('a server that is away is named, and its page comes back by itself', async ({ launch }) => {
  const company = await startServerProcess()
  const desktop = await launch({ WEFTID_SERVER: company.url })
  const { host } = new URL(company.url)
  await onServer(desktop).toBe(company.url)
  await company.kill()
  await desktop.page.reload().catch(() => undefined)
  await shows(desktop, `${host} cannot be reached`)
  expect(await faultsOf(desktop.page)).toEqual([])
  const visible = (await desktop.controls.windows()).filter((window) => window.visible)
  expect(visible).toHaveLength(1)
  await company.restart()
  await onServer(desktop).toBe(company.url)
  await expect.poll(async () => (await desktop.controls.windows()).length).toBe(1)
  await company.close()
})

test('a server that this version is too old for opens nothing', async ({ launch }) => {
  const company = await startServerProcess({ WEFTID_MINIMUM_CLIENT: '99.0.0' })
  const desktop = await launch({ WEFTID_SERVER: company.url })
  await shows(desktop, 'WeftID on this computer is too old')
  await expect(desktop.page.getByText('It asks for 99.0.0 or newer')).toBeVisible()
  expect(await faultsOf(desktop.page)).toEqual([])
  await press(desktop, 'Look for updates')
  await shows(desktop, 'Settings')
  await company.close()
})
