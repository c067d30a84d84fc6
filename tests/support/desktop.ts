import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import type { Controls } from './electron-in-chromium/controls.ts'
import type { OpenedWindow, Telling } from './electron-in-chromium/test-side.ts'

const root = join(import.meta.dirname, '../..')
const hooks = new URL('./electron-in-chromium/hooks.ts', import.meta.url).href
const startsWithin = 60_000

type Remote<T extends Record<string, (...args: never[]) => unknown>> = {
  [K in keyof T]: (...args: Parameters<T[K]>) => Promise<Awaited<ReturnType<T[K]>>>
}

/** The app as a person has it: a window, and everything around it that is no page. */
export interface Desktop {
  /** The page of the newest open window. */
  readonly page: Page
  readonly origin: string
  /** Where it keeps its data. */
  readonly folder: string
  /** What it said to its terminal so far. */
  readonly said: () => string
  readonly controls: Remote<Controls>
  /** Quits it and starts it again on the same data, once or with other settings. */
  restart: (environment?: Record<string, string>) => Promise<void>
  /** Quits it, and answers its exit code. */
  quit: () => Promise<number | null>
  /** Quits it if it still runs, and removes its data. */
  close: () => Promise<void>
}

/** Starts the bundled shell on a Chromium in place of Electron, and answers once its window shows something. */
export async function launchDesktop(environment: Record<string, string> = {}): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'weftid-desktop-'))
  const standard = {
    WEFTID_DATA: folder,
    WEFTID_PORT: String(await freePort()),
    WEFTID_LOG_LEVEL: 'warn',
    WEFTID_NODE: process.execPath,
    // Playwright's own loader is none of the app's business.
    NODE_OPTIONS: '',
  }
  let shell = await start({ ...standard, ...environment })
  return {
    get page() {
      return shell.page()
    },
    get origin() {
      return new URL(shell.page().url()).origin
    },
    folder,
    said: () => shell.said(),
    get controls() {
      return shell.controls
    },
    restart: async (changed = {}) => {
      await shell.quit()
      shell = await start({ ...standard, ...environment, ...changed })
    },
    quit: () => shell.quit(),
    close: async () => {
      await shell.quit()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One run of the app's process, and a debugger at its windows. */
interface Shell {
  page: () => Page
  said: () => string
  controls: Remote<Controls>
  quit: () => Promise<number | null>
}

async function start(environment: Record<string, string>): Promise<Shell> {
  const child = fork('main/dist/index.js', {
    cwd: root,
    silent: true,
    execArgv: ['--import', hooks],
    env: { ...process.env, ...environment },
  })
  let said = ''
  const hear = (chunk: Buffer) => void (said += chunk.toString())
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const windows = followWindows(child)
  const controls = remoteControls(child)
  const exited = once(child, 'exit')
  const until = Date.now() + startsWithin
  while (!(await hasArrived(windows.pages().at(-1)))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`No window opened:\n${said}`)
    await pause()
  }
  return {
    page: () => {
      const page = windows.pages().at(-1)
      if (!page) throw new Error('No window is open.')
      return page
    },
    said: () => said,
    controls,
    quit: async () => {
      if (child.exitCode === null) await controls.quit().catch(() => undefined)
      await exited
      await windows.leave()
      return child.exitCode
    },
  }
}

/** Whether a window shows more than that somebody is awaited. */
async function hasArrived(page: Page | undefined): Promise<boolean> {
  if (!page || !/^https?:/.test(page.url())) return false
  const title = await page
    .locator('h1')
    .textContent({ timeout: 1000 })
    .catch(() => null)
  const isOurs = page.url().includes('.scheme.invalid/')
  return title !== null && !(isOurs && /^(Starting|Connecting|$)/.test(title))
}

/** Keeps the pages of the windows that are open, the newest last. */
function followWindows(child: ChildProcess) {
  const browsers = new Map<string, Promise<Browser>>()
  const pages = new Map<number, Page>()
  /** Windows that may be closed before anybody joins in: their pages are not missed. */
  const closed = new Set<number>()
  const join = async ({ id, endpoint, targetId }: OpenedWindow) => {
    const browser = browsers.get(endpoint) ?? chromium.connectOverCDP(endpoint)
    browsers.set(endpoint, browser)
    const until = Date.now() + startsWithin
    // The app tells of a window sooner than the debugger, and of its end later.
    for (let page: Page | null = null; !page && !closed.has(id); await pause()) {
      page = await pageOf(await browser, targetId).catch(() => null)
      if (page && !closed.has(id)) pages.set(id, page)
      if (!page && Date.now() > until) throw new Error('The window has no page.')
    }
  }
  child.on('message', (telling: Telling) => {
    if ('opened' in telling) void join(telling.opened)
    if (!('closed' in telling)) return
    closed.add(telling.closed)
    pages.delete(telling.closed)
  })
  return {
    pages: () => [...pages].sort(([one], [other]) => one - other).map(([, page]) => page),
    leave: async () => {
      for (const browser of browsers.values()) await (await browser).close()
    },
  }
}

async function pageOf(browser: Browser, targetId: string): Promise<Page | null> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  for (const page of pages) {
    const devtools = await page.context().newCDPSession(page)
    const { targetInfo } = await devtools.send('Target.getTargetInfo')
    await devtools.detach()
    if (targetInfo.targetId === targetId) return page
  }
  return null
}

/** The controls as functions here, each answered by the app's process. */
function remoteControls(child: ChildProcess): Remote<Controls> {
  const gone = once(child, 'exit')
  const waiting = new Map<number, (telling: { value?: unknown; failure?: string }) => void>()
  let asked = 0
  child.on('message', (telling: Telling) => {
    if ('reply' in telling) waiting.get(telling.reply)?.(telling)
  })
  const ask = (name: string, args: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const id = (asked += 1)
      waiting.set(id, ({ value, failure }) => {
        waiting.delete(id)
        if (failure === undefined) resolve(value)
        else reject(new Error(`${name}: ${failure}`))
      })
      void gone.then(() => {
        reject(new Error(`${name}: the app is gone`))
      })
      child.send({ ask: id, name, args })
    })
  // The other end looks each up by its name; the types on both ends are one.
  return new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          ask(String(name), args),
    },
  ) as Remote<Controls>
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 25))
