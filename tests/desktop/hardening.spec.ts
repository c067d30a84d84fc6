import type { Page } from '@playwright/test'
import { findChromium } from '../../.ci/chromium.ts'
import { startHostileServer, type HostileServer } from '../support/hostile-server.ts'
import { expect, test } from './fixtures.ts'

let server: HostileServer
test.beforeEach(async () => {
  server = await startHostileServer()
})
test.afterEach(() => {
  server.close()
})

/** Each does in the page what would lead away from it. */
const ways: [string, (page: Page, to: string) => Promise<unknown>][] = [
  ['location.href', (page, to) => page.evaluate((url) => void (location.href = url), to)],
  ['location.replace', (page, to) => page.evaluate((url) => location.replace(url), to)],
  ['a link', (page, to) => page.evaluate(clickLink, { url: to, target: '' })],
  ['a link for the whole window', (page, to) => page.evaluate(clickLink, { url: to, target: '_top' })],
  ['a form that posts', (page, to) => page.evaluate(submitForm, { url: to, method: 'post' })],
  ['a form that gets', (page, to) => page.evaluate(submitForm, { url: to, method: 'get' })],
  ['a refresh', (page, to) => page.evaluate(addRefresh, to)],
  ['a frame', (page, to) => page.evaluate(addFrame, { src: to, html: '' })],
  [
    'a frame that takes the window along',
    (page, to) => page.evaluate(addFrame, { src: '', html: `<script>top.location.href = "${to}"</script>` }),
  ],
]

function clickLink({ url, target }: { url: string; target: string }): void {
  const link = Object.assign(document.createElement('a'), { href: url, target, textContent: 'away' })
  document.body.append(link)
  link.click()
}

function submitForm({ url, method }: { url: string; method: string }): void {
  const form = Object.assign(document.createElement('form'), { action: url, method })
  form.append(Object.assign(document.createElement('input'), { name: 'secret', value: 'of-ours' }))
  document.body.append(form)
  form.submit()
}

function addRefresh(url: string): void {
  const meta = Object.assign(document.createElement('meta'), {
    httpEquiv: 'refresh',
    content: `0;url=${url}`,
  })
  document.head.append(meta)
}

function addFrame({ src, html }: { src: string; html: string }): void {
  const frame = document.createElement('iframe')
  if (html === '') frame.src = src
  else frame.srcdoc = html
  document.body.append(frame)
}

const refused = (page: Page) => page.waitForEvent('requestfailed', (request) => request.isNavigationRequest())

test('no way out of the window leads to a stranger', async ({ launch }) => {
  const desktop = await launch({ WEFTID_SERVER: server.origin })
  const { page } = desktop
  for (const [way, go] of ways)
    await test.step(way, async () => {
      const failed = refused(page)
      await go(page, server.stranger)
      await failed
      expect(new URL(page.url()).origin).toBe(server.origin)
      expect(await page.title()).toBe('ours')
    })
  expect(server.arrived()).toEqual([])
})

test('nor does an address that looks like ours', async ({ launch }) => {
  const desktop = await launch({ WEFTID_SERVER: server.origin })
  const { page } = desktop
  const { host, port } = new URL(server.origin)
  for (const looksLikeOurs of [
    `http://${host}@127.0.0.1:${server.strangerPort}/`,
    `http://localhost:${server.strangerPort}/`,
    `http://localhost.evil.localhost:${server.strangerPort}/`,
    `http://evil.localhost:${port}/`,
    `http://127.0.0.1:${port}/`,
    `http://someone:secret@${host}/`,
  ])
    await test.step(looksLikeOurs, async () => {
      const failed = refused(page)
      await page.evaluate((url) => void (location.href = url), looksLikeOurs)
      await failed
      expect(page.url()).toBe(`${server.origin}/`)
    })
  expect(server.arrived()).toEqual([])
})

test('nor does our own server by a redirect', async ({ launch }) => {
  const desktop = await launch({ WEFTID_SERVER: server.origin })
  const { page } = desktop
  const redirects: [string, (page: Page, to: string) => Promise<unknown>][] = [
    ['/away', (on, to) => on.evaluate((url) => void (location.href = url), to)],
    ['/away-later', (on, to) => on.evaluate((url) => void (location.href = url), to)],
    ['/away', (on, to) => on.evaluate(addFrame, { src: to, html: '' })],
    ['/away-with-what-was-posted', (on, to) => on.evaluate(submitForm, { url: to, method: 'post' })],
    ['/refresh', (on, to) => on.evaluate((url) => void (location.href = url), to)],
  ]
  for (const [path, go] of redirects)
    await test.step(path, async () => {
      const failed = refused(page)
      await go(page, path)
      await failed
      expect(new URL(page.url()).origin).toBe(server.origin)
    })
  expect(server.arrived()).toEqual([])
})

const tabs = (page: Page) => page.context().pages().length

/** Where something may open another window: a Chromium without windows does not try, or holds its targets half open. */
const windowed = async () => ({ WEFTID_TEST_CHROMIUM: (await findChromium('windows')).path })

test('no second window opens, and the system’s browser is not asked to', async ({ launch }) => {
  const desktop = await launch({ WEFTID_SERVER: server.origin, ...(await windowed()) })
  const { page, controls } = desktop
  const before = tabs(page)
  const opened = async (open: () => Promise<unknown>) => {
    const other = page.context().waitForEvent('page')
    await open()
    await other
    await expect.poll(() => tabs(page)).toBe(before)
  }
  await opened(() => page.evaluate((url) => void window.open(url), server.stranger))
  await opened(() => page.evaluate(clickLink, { url: server.stranger, target: '_blank' }))
  await opened(() => page.getByText('away').click({ button: 'middle' }))
  await opened(() => page.getByText('away').click({ modifiers: ['Shift'] }))
  expect(await controls.windows()).toHaveLength(1)
  expect(await controls.openedOutside()).toEqual([])
  expect(page.url()).toBe(`${server.origin}/`)
})

test('a link or a file that is dropped on the window changes nothing', async ({ launch }) => {
  const desktop = await launch({ WEFTID_SERVER: server.origin, ...(await windowed()) })
  const { page, controls } = desktop
  const before = tabs(page)
  const devtools = await page.context().newCDPSession(page)
  for (const url of [server.stranger, 'file:///etc/hostname', 'javascript:void(document.title="theirs")']) {
    const data = { items: [{ mimeType: 'text/uri-list', data: url }], dragOperationsMask: 1 | 2 | 16 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x: 200, y: 300, data })
  }
  // Something done after it, so that what the drop began is under way.
  await page.evaluate(() => fetch('/').then((answered) => answered.text()))
  await expect.poll(() => tabs(page)).toBe(before)
  expect(page.url()).toBe(`${server.origin}/`)
  expect(await page.title()).toBe('ours')
  expect(await controls.windows()).toHaveLength(1)
  expect(await controls.openedOutside()).toEqual([])
})

test('a second start with doctored arguments brings the window to the front and does nothing else', async ({
  launch,
}) => {
  const desktop = await launch({ WEFTID_SERVER: server.origin })
  const { page, controls } = desktop
  for (const argv of [
    ['weftid', `--server=${server.stranger}`],
    ['weftid', `weftid://open?server=${encodeURIComponent(server.stranger)}`],
    ['weftid', '--', `weftid:${server.stranger}`, '--remote-debugging-port=0', '--no-sandbox'],
    ['weftid', '--inspect-brk', `--load-extension=/tmp`, server.stranger],
    [],
  ])
    await controls.startAgain(argv)
  await page.evaluate(() => fetch('/').then((answered) => answered.text()))
  expect(await controls.windows()).toEqual([expect.objectContaining({ visible: true })])
  expect(page.url()).toBe(`${server.origin}/`)
  expect(await controls.openedOutside()).toEqual([])
  expect(server.arrived()).toEqual([])
})
