import { z } from 'zod'
import type { LiveEvent } from '../../shared/contract/events.ts'
import { inBackground } from '../api/background.ts'
import { openStream, readEvent } from '../api/events.ts'
import { useConnection } from './connection.ts'
import { useSession } from './session.ts'

type Type = LiveEvent['type']
type EventOf<T extends Type> = Extract<LiveEvent, { type: T }>
/** Null where something may have been missed: reload whatever the event was about. */
type Handler<T extends Type> = (event: EventOf<T> | null) => void

const handlers: { [T in Type]: Set<Handler<T>> } = {
  'session.ended': new Set(),
  'session.changed': new Set(),
  'passkeys.changed': new Set(),
  'users.changed': new Set(),
  'fleet.changed': new Set(),
  'fleet.progress': new Set(),
  'audit.changed': new Set(),
  'tokens.changed': new Set(),
}

/** Hears of one type of event, in whichever tab the stream is; answers how to stop. */
export function subscribe<T extends Type>(type: T, handler: Handler<T>): () => void {
  const set: Set<Handler<T>> = handlers[type]
  set.add(handler)
  return () => void set.delete(handler)
}

function reloadAll(): void {
  inBackground(() => {
    for (const set of Object.values(handlers)) for (const handler of set) handler(null)
  })
}

/** The stream is there: whatever was missed before is asked for. */
function hear(): void {
  useConnection.setState({ isLost: false })
  reloadAll()
}

/** One stream per browser: whoever holds this lock has it, the other tabs follow over the channel of the same name. */
const name = 'weftid-events'
const channel = new BroadcastChannel(name)
const opened = z.object({ type: z.enum(['opened', 'entered', 'lost']) })
const slowest = 15_000
/** Failures in a row before anybody is told: a server that restarts is back before. */
const patience = 2

function tell<T extends Type>(type: T, event: EventOf<T>): void {
  const set: Set<Handler<T>> = handlers[type]
  inBackground(() => {
    for (const handler of set) handler(event)
  })
}

function dispatch(event: LiveEvent): void {
  const { load, leave } = useSession.getState()
  // A new session of this very browser may have replaced it: ask before anything is said.
  const isUncertain = event.type === 'session.ended' && event.reason === 'replaced'
  if (isUncertain || event.type === 'session.changed') void load()
  else if (event.type === 'session.ended') leave(event.reason)
  tell(event.type, event)
}

channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const event = readEvent(data)
  if (event) dispatch(event)
  const told = opened.safeParse(data).data
  if (told?.type === 'opened') hear()
  if (told?.type === 'lost') useConnection.setState({ isLost: true })
  if (told?.type === 'entered') void useSession.getState().load()
})

/** Waits longer after each failure, with jitter so that a restarted server is not met by everybody at once. */
function backOff(failures: number, signal: AbortSignal): Promise<void> {
  const most = Math.min(slowest, 500 * 2 ** failures)
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, most * (0.5 + Math.random() / 2))
    window.addEventListener('online', go)
    signal.addEventListener('abort', go, { once: true })
  })
}

/** One stream from its opening to its end. */
function stream(signal: AbortSignal, onOpen: () => void): Promise<void> {
  return new Promise((resolve) => {
    const close = openStream({
      onOpen,
      onEvent: (event) => {
        channel.postMessage(event)
        dispatch(event)
      },
      onLost: resolve,
    })
    const stop = () => {
      close()
      resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** Keeps the stream open as the one tab that has it, until `signal`. */
async function lead(signal: AbortSignal): Promise<void> {
  let failures = 0
  const onOpen = () => {
    failures = 0
    channel.postMessage({ type: 'opened' })
    hear()
  }
  while (!signal.aborted) {
    await stream(signal, onOpen)
    // Answers 401 where the session is over, which signs out and thereby aborts.
    if (following?.signal === signal) await useSession.getState().load()
    if (following?.signal === signal) await backOff(failures, signal)
    failures += 1
    if (failures === patience && following?.signal === signal) {
      channel.postMessage({ type: 'lost' })
      useConnection.setState({ isLost: true })
    }
  }
}

let following: AbortController | null = null

function follow(): void {
  const { state } = useSession.getState()
  const isFull = state.status === 'signed-in' && state.session.kind === 'full'
  if (!isFull) {
    // The stream is closed before it could tell: of a sign-out here the other tabs hear from here.
    if (following && state.status === 'signed-out' && state.reason === 'signed-out') {
      channel.postMessage({ type: 'session.ended', reason: 'signed-out' } satisfies LiveEvent)
    }
    following?.abort()
    following = null
    useConnection.setState({ isLost: false })
    return
  }
  if (following) return
  following = new AbortController()
  const { signal } = following
  channel.postMessage({ type: 'entered' })
  navigator.locks.request(name, { signal }, () => lead(signal)).catch(() => undefined)
}

function lookAgain(): void {
  if (document.visibilityState !== 'visible' || following === null) return
  void useSession.getState().load()
  reloadAll()
}

/** Starts following the session: a stream while somebody is signed in, none otherwise. */
export function startLive(): void {
  useSession.subscribe(follow)
  document.addEventListener('visibilitychange', lookAgain)
  window.addEventListener('online', lookAgain)
  follow()
}
