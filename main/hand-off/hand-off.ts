import { hostname } from 'node:os'
import { z } from 'zod'
import type { HandOffOutcome } from '../../shared/ipc.ts'
import { computerName } from '../about.ts'
import { handle, notify } from '../ipc.ts'
import type { OurPage } from '../our-page.ts'
import { listen, type Answer, type Listener } from './loopback.ts'
import { askInBrowser, openInBrowser } from './open-browser.ts'
import { redeem } from './redeem.ts'
import { newSecrets, type Secrets } from './secrets.ts'

const patience = 5 * 60_000
const noArguments = z.tuple([])

/** What a sign-in through the browser touches: the page it is for, and the window that shows it. */
interface App {
  readonly page: OurPage
  show(): void
  onLeave(hear: () => void): void
}

/** One sign-in under way. */
interface Flow {
  origin: string
  secrets: Secrets
  listener: Listener
  signal: AbortSignal
}

/** Lets the page sign in through the system's browser: one at a time, over when the server is left. */
export function setUpHandOff(app: App): void {
  const { page } = app
  let running: AbortController | null = null
  const stop = () => {
    running?.abort()
    running = null
  }
  app.onLeave(stop)
  handle(page, 'hand-off:cancel', noArguments, () => {
    stop()
    return Promise.resolve()
  })
  handle(page, 'hand-off:begin', noArguments, async () => {
    stop()
    const own = new AbortController()
    running = own
    const flow = await openFlow(originOf(page), own.signal)
    const { challenge, state, matchCode } = flow.secrets
    void follow(app, flow)
    try {
      await askInBrowser(flow.origin, { challenge, state, redirectUri: flow.listener.redirectUri })
    } catch (error) {
      own.abort()
      throw error
    }
    return { matchCode }
  })
  handle(page, 'browser:sign-in-methods', noArguments, () =>
    openInBrowser(originOf(page), '/account/sign-in-methods'),
  )
}

function originOf({ origin }: OurPage): string {
  if (origin === null) throw new Error('There is no server.')
  return origin
}

async function openFlow(origin: string, signal: AbortSignal): Promise<Flow> {
  const secrets = newSecrets()
  const listener = await listen(secrets.state)
  if (signal.aborted) {
    listener.close()
    throw new Error('The sign-in was cancelled.')
  }
  return { origin, secrets, listener, signal }
}

/** Waits for the browser, and sees to what it comes back with. */
async function follow(app: App, flow: Flow): Promise<void> {
  const { page } = app
  const answer = await firstOf(flow)
  if (answer === null) return
  const outcome = answer === 'expired' ? answer : await outcomeOf(page, flow, answer)
  // The person may have cancelled, or gone to another server, while the server was being asked.
  if (flow.signal.aborted || page.origin !== flow.origin) return
  app.show()
  notify(page, 'hand-off:ended', { outcome })
  if (outcome === 'signed-in') page.contents()?.reload()
}

/** The browser's answer, `expired` after five minutes, or null where it was cancelled. */
async function firstOf({ listener, signal }: Flow): Promise<Answer | 'expired' | null> {
  const { promise, resolve } = Promise.withResolvers<'expired' | null>()
  const cancel = () => {
    resolve(null)
  }
  const timer = setTimeout(() => {
    resolve('expired')
  }, patience)
  signal.addEventListener('abort', cancel)
  try {
    return await Promise.race([listener.answer, promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    listener.close()
  }
}

async function outcomeOf(page: OurPage, flow: Flow, answer: Answer): Promise<HandOffOutcome> {
  if (answer.kind === 'denied') return 'denied'
  const session = page.contents()?.session
  if (!session || page.origin !== flow.origin) return 'failed'
  const { signal, secrets, origin } = flow
  const { state, verifier } = secrets
  const claim = { code: answer.code, state, verifier, computer: computerName(hostname()), signal }
  return redeem(session, origin, claim)
}
