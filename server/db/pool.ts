import type { Db } from './connect.ts'

interface Pool {
  numUsed: () => number
  numFree: () => number
  numPendingAcquires: () => number
}

const isPool = (value: unknown): value is Pool =>
  typeof value === 'object' && value !== null && 'numUsed' in value && 'numPendingAcquires' in value

/** The connections in use and idle, and how many wait for one. */
export function poolOf(db: Db): Record<'used' | 'free' | 'waiting', number> {
  const client: unknown = db.client
  const pool = typeof client === 'object' && client !== null && 'pool' in client ? client.pool : null
  if (!isPool(pool)) throw new Error('This is not an open database.')
  return { used: pool.numUsed(), free: pool.numFree(), waiting: pool.numPendingAcquires() }
}
