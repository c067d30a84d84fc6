import type { Db } from '../db/connect.ts'
import { networkOf } from '../network.ts'

/** Sources that are told apart within an hour; failures of further ones are counted together. */
export const namedPerHour = 1000

const named = new WeakMap<Db, { hour: string; sources: Set<string> }>()

/** Under what failures of strangers are counted: whoever has very many addresses fills no table with them. */
export function sourceScope(db: Db, address: string, hour: string): string {
  const kept = named.get(db)
  const now = kept?.hour === hour ? kept : { hour, sources: new Set<string>() }
  named.set(db, now)
  const source = networkOf(address)
  if (now.sources.size < namedPerHour) now.sources.add(source)
  return now.sources.has(source) ? `source:${source}` : 'source:elsewhere'
}
