import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Attempt } from '../../shared/contract/endpoint.ts'
import { AppError, isFailedAttempt, isRefusal } from '../errors.ts'
import type { Attempting, Caller } from '../http/route.ts'
import type { Services } from '../services.ts'
import { giveBack, openCounters, take, waitOf, type Counter, type Taken } from './counters.ts'
import { failEvenly } from './fail-evenly.ts'
import { throttleKeys } from './keys.ts'
import { floodLimit } from './limits.ts'

/**
 * Counts failed attempts by source and, where something could be guessed, by account, over all endpoints and instances
 * together. Such an attempt is counted before it is made and given back unless it failed; a passkey is counted only
 * when it has failed, so a valid one costs nothing and waits for nobody. Throws `throttled` before any of the work.
 */
export function createThrottles({ db, config, log }: Pick<Services, 'db' | 'config' | 'log'>): Attempting {
  const keys = throttleKeys(config)
  const counters = openCounters(db)
  const flood = new RateLimiterMemory(floodLimit)
  const owed: Taken[] = []

  const release = async (taken: readonly Taken[]): Promise<void> => {
    for (const one of taken)
      await giveBack(one).catch((error: unknown) => {
        log.warn({ err: error }, 'an attempt that did not fail stays counted until the database is back')
        owed.push(one)
      })
  }

  const takeAll = async (wanted: readonly Counter[]): Promise<Taken[]> => {
    // Read first: a source over its limit writes nothing, least of all rows of made-up accounts.
    requireNoWait(await waitOf(wanted))
    const taken: Taken[] = []
    try {
      for (const counter of wanted) {
        const one = await take(counter)
        taken.push(one)
        requireNoWait(one.wait)
      }
    } catch (error) {
      await release(taken)
      throw error
    }
    return taken
  }

  const countersOf = (attempt: Attempt, source: string, { account }: Caller) => {
    if (attempt === 'passkey') return []
    return [counters.ofSource(source), ...(account === null ? [] : counters.ofAccount(keys.account(account)))]
  }

  return (attempt, caller, work) =>
    failEvenly(async () => {
      const source = keys.source(caller.from.address)
      const now = await flood.get(source)
      if (now && now.consumedPoints >= floodLimit.points) requireNoWait(now.msBeforeNext)
      if (owed.length > 0) await release(owed.splice(0))
      const taken = await takeAll(countersOf(attempt, source, caller))
      try {
        const result = await work()
        await release(taken)
        return result
      } catch (error) {
        if (isRefusal(error)) await flood.penalty(source)
        if (!isFailedAttempt(error)) await release(taken)
        else if (attempt === 'passkey') await counters.ofSource(source).limiter.penalty(source)
        throw error
      }
    })
}

function requireNoWait(milliseconds: number): void {
  if (milliseconds > 0) throw new AppError('throttled', { retryAfter: Math.ceil(milliseconds / 1000) })
}
