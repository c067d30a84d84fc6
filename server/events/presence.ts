import type { Services } from '../services.ts'
import * as store from './presence-store.ts'

const second = 1000
/** How soon other instances know of a stream. */
const flushAfter = 0.1 * second
const beatEvery = 5 * second
/** An instance that was not heard of for so long has no streams any more. */
const deadAfter = 15 * second
/** Longer than a desktop needs to come back after its connection broke. */
const lately = 30 * second

interface Presence {
  /** A session's first stream was opened here, or its last one closed. */
  note: (sessionId: string, isOpen: boolean) => void
  /** Which of the sessions have a stream open at another instance. */
  openElsewhere: (sessionIds: readonly string[]) => Promise<string[]>
  /** Or had within the last half minute. */
  latelyElsewhere: (sessionIds: readonly string[]) => Promise<string[]>
  close: () => Promise<void>
}

type Needs = Pick<Services, 'db' | 'now' | 'log'> & { instance: string }

/**
 * Tells other instances whose streams are open here, and asks them. A stream costs a row when it opens and when it
 * closes; that it is still there is said once for all, by the instance. Never rejects: who cannot be asked is not there.
 */
export function startPresence({ db, now, log, instance }: Needs, openHere: () => string[]): Presence {
  const changed = new Map<string, store.Change>()
  let flushing: NodeJS.Timeout | null = null
  let working = Promise.resolve()
  const ago = (milliseconds: number) => new Date(now().getTime() - milliseconds).toISOString()
  const inTurn = (work: () => Promise<unknown>) =>
    (working = working.then(work).then(
      () => undefined,
      (error: unknown) => log.warn({ err: error }, 'other instances do not know whose streams are open here'),
    ))

  const flush = async () => {
    const changes = [...changed.values()]
    changed.clear()
    await store.put(db, instance, changes).catch((error: unknown) => {
      for (const change of changes)
        if (!changed.has(change.session_id)) changed.set(change.session_id, change)
      throw error
    })
  }
  const beat = async () => {
    // Whom the others have taken for dead says everything again.
    if (await store.beat(db, { id: instance, seen_at: ago(0) }))
      for (const id of openHere()) changed.set(id, { session_id: id, left_at: null })
    await flush()
    await store.forget(db, { left: ago(lately), dead: ago(lately + deadAfter) })
  }
  const beating = setInterval(() => void inTurn(beat), beatEvery)
  void inTurn(beat)

  const ask = (ids: readonly string[], heard: number, left: string | null) =>
    store.among(db, { ids, except: instance, heard: ago(heard), left }).catch((error: unknown) => {
      log.warn({ err: error }, 'whose streams are open elsewhere could not be asked')
      return []
    })
  return {
    note: (sessionId, isOpen) => {
      changed.set(sessionId, { session_id: sessionId, left_at: isOpen ? null : ago(0) })
      flushing ??= setTimeout(() => {
        flushing = null
        void inTurn(flush)
      }, flushAfter)
    },
    openElsewhere: (ids) => ask(ids, deadAfter, null),
    latelyElsewhere: (ids) => ask(ids, lately, ago(lately)),
    close: async () => {
      clearInterval(beating)
      if (flushing) clearTimeout(flushing)
      await inTurn(flush)
    },
  }
}
