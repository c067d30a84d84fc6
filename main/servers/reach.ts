import { session, type BrowserWindow } from 'electron'
import type { ConnectView } from '../../shared/local-pages.ts'
import type { LocalServer } from '../local-server.ts'
import { placeLike } from '../window-place.ts'
import { focusWindow, load, openWindow, partitionFor } from '../window.ts'
import { nameOf } from './address.ts'
import type { Target } from './choice.ts'
import { probe } from './probe.ts'
import type { Stage } from './stage.ts'
import { retryDelay, type ServerFacts, type Verdict } from './verdict.ts'

/** So long a server may take before a page of ours says whom it waits for. */
const untilSplash = 400

/** The server of now, how far it has been reached, and the window on it. */
export interface Reached {
  target: Target | null
  /** Null until the server has said that it is one. */
  origin: string | null
  facts: ServerFacts | null
  window: BrowserWindow | undefined
  /** The window has its page, and can be seen. */
  isReady: boolean
  /** The window on the server before, until something covers it. */
  left: BrowserWindow | undefined
  /** Grows with every try: what an older one brings is late. */
  attempt: number
  failures: number
  timer: NodeJS.Timeout | undefined
}

export interface Means {
  local: LocalServer
  stage: Stage
  /** Whether the person may go to another server. */
  mayChoose: boolean
}

type Found = { origin: string; facts: ServerFacts } | { problem: Exclude<Verdict, { is: 'ours' }> | Local }
interface Local {
  is: 'local'
  detail: string
}

/** Goes to the server of now: asks who it is, then shows its page; else says what is wrong, and tries again by itself. */
export async function reach(state: Reached, means: Means): Promise<void> {
  const { target } = state
  if (target === null) return
  const attempt = stopTrying(state)
  // What is wrong stays on the page while it is tried again by itself.
  const isTold = () => means.stage.view().view === 'problem'
  state.timer = setTimeout(() => isTold() || means.stage.offer(openingOf(target)), untilSplash)
  const found = await find(target, means.local)
  if (attempt !== state.attempt) return
  if ('problem' in found) sayProblem(state, means, found.problem)
  else enter(state, means, found)
}

/** Ends what is under way, and answers the number of the next try. */
export function stopTrying(state: Reached): number {
  clearTimeout(state.timer)
  return (state.attempt += 1)
}

/** What is shown while `target` is awaited. */
export function openingOf(target: Target): ConnectView {
  return { view: 'opening', server: target.kind === 'server' ? nameOf(target.origin) : null }
}

async function find(target: Target, local: LocalServer): Promise<Found> {
  try {
    const origin = target.kind === 'server' ? target.origin : await local.start()
    // In the server's own profile: its page comes over the connection that is then open.
    const verdict = await probe(session.fromPartition(partitionFor(origin)), origin)
    return verdict.is === 'ours' ? { origin, facts: verdict.facts } : { problem: verdict }
  } catch (cause) {
    return { problem: { is: 'local', detail: cause instanceof Error ? cause.message : String(cause) } }
  }
}

function enter(
  state: Reached,
  means: Means,
  { origin, facts }: { origin: string; facts: ServerFacts },
): void {
  Object.assign(state, { origin, facts })
  if (state.window) load(state.window, origin)
  else open(state, means, origin)
}

function open(state: Reached, means: Means, origin: string): void {
  const window = openWindow(origin, {
    ready: () => state.window === window && present(state, means, window),
    failed: () => state.window === window && lose(state, means, window),
  })
  state.window = window
  window.once('closed', () => {
    if (state.window !== window) return
    state.window = undefined
    stopTrying(state)
  })
}

function present(state: Reached, { stage }: Means, window: BrowserWindow): void {
  stopTrying(state)
  Object.assign(state, { failures: 0, isReady: true })
  if (stage.isChoosing()) return
  const page = stage.window()
  if (page?.isVisible()) placeLike(window, page)
  if (!window.isVisible()) focusWindow(window)
  dropLeft(state)
  stage.putAway()
}

/** Closes the window on the server before. Only once another is there: without any the app would quit. */
export function dropLeft(state: Reached): void {
  const { left } = state
  state.left = undefined
  left?.close()
}

// The backend may be on its way back after a crash, or the network after a sleep: ask before saying anything is wrong.
function lose(state: Reached, means: Means, window: BrowserWindow): void {
  stopTrying(state)
  state.isReady = false
  if (window.isVisible() && state.target) means.stage.offer(openingOf(state.target))
  tryLater(state, means)
}

function sayProblem(
  state: Reached,
  means: Means,
  problem: { is: Verdict['is'] | 'local'; detail: string },
): void {
  const { target } = state
  if (target === null || problem.is === 'ours') return
  const retries = problem.is !== 'local' && problem.is !== 'too-old'
  means.stage.offer({
    view: 'problem',
    problem: problem.is,
    server: target.kind === 'server' ? nameOf(target.origin) : null,
    detail: problem.detail,
    retries,
    mayChoose: means.mayChoose,
  })
  if (retries) tryLater(state, means)
}

function tryLater(state: Reached, means: Means): void {
  state.failures += 1
  state.timer = setTimeout(() => void reach(state, means), retryDelay(state.failures - 1))
}
