import { RateLimiterPostgres, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible'
import type { Db } from '../db/connect.ts'
import { inPortions } from '../db/portions.ts'
import { dialectOf } from '../db/dialect.ts'
import { accountLimits, longestWindow, sourceLimit } from './limits.ts'

type Limiter = RateLimiterPostgres | RateLimiterSQLite

/** What is counted, in which window. */
export interface Counter {
  limiter: Limiter
  key: string
}

/** One failure counted in advance, which can be given back while its window lasts. */
export interface Taken extends Counter {
  /** Milliseconds since 1970. */
  until: number
}

/** The windows of sources and accounts, in the database all instances share. Never to be used in a transaction. */
export function openCounters(db: Db) {
  const Limiter = dialectOf(db) === 'sqlite' ? RateLimiterSQLite : RateLimiterPostgres
  const open = ({ name, points, duration }: typeof sourceLimit) =>
    new Limiter({
      storeClient: db,
      storeType: 'knex',
      tableName: 'throttles',
      tableCreated: true,
      // Housekeeping does that.
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration,
    })
  const source = open(sourceLimit)
  const account = accountLimits.map(open)
  return {
    ofSource: (key: string): Counter => ({ limiter: source, key }),
    ofAccount: (key: string): Counter[] => account.map((limiter) => ({ limiter, key })),
  }
}

/** Milliseconds until every one of them is below its limit; 0 where they are. Reads only. */
export async function waitOf(counters: readonly Counter[]): Promise<number> {
  let wait = 0
  for (const { limiter, key } of counters) {
    const now = await limiter.get(key)
    if (now && now.consumedPoints >= limiter.points) wait = Math.max(wait, now.msBeforeNext)
  }
  return wait
}

/** Counts one failure in advance: of many tries at once, only as many are let through as the limit allows. */
export async function take({ limiter, key }: Counter): Promise<Taken & { wait: number }> {
  const answer = await limiter.consume(key).then(
    (now) => ({ now, isOver: false }),
    (now: unknown) => {
      if (!(now instanceof RateLimiterRes)) throw now
      return { now, isOver: true }
    },
  )
  const { msBeforeNext } = answer.now
  return { limiter, key, until: Date.now() + msBeforeNext, wait: answer.isOver ? msBeforeNext : 0 }
}

/** Takes back what was counted in advance, unless its window is over anyway. */
export async function giveBack({ limiter, key, until }: Taken): Promise<void> {
  if (Date.now() < until) await limiter.reward(key)
}

/** Forgets windows that are over, and those that a clock running ahead has put too far into the future. */
export async function forgetThrottles(db: Db): Promise<void> {
  const now = Date.now()
  const over = () =>
    db('throttles')
      .where('expire', '<=', now)
      .orWhere('expire', '>', now + longestWindow * 1000)
  await inPortions((limit) => db('throttles').whereIn('key', over().limit(limit).select('key')).delete())
}
