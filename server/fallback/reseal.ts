import { seal, unseal } from '../seal.ts'
import type { Services } from '../services.ts'
import * as store from './store.ts'

const atATime = 200

/**
 * Seals the secrets of authenticator apps under the first of `WEFTID_SECRET`, so that an older one can be given up.
 * Safe to run again and at the same time. Answers how many were sealed anew.
 */
export async function resealTotps({
  db,
  config,
  log,
}: Pick<Services, 'db' | 'config' | 'log'>): Promise<number> {
  // With one secret there is none to give up.
  if (config.secrets.length < 2) return 0
  const newest = { secrets: config.secrets.slice(0, 1) }
  let sealed = 0
  for (let last = ''; ;) {
    const rows = await store.totpsAfter(db, last, atATime)
    for (const row of rows.filter(({ secret }) => unseal(newest, 'totp', secret) === null)) {
      const bytes = unseal(config, 'totp', row.secret)
      if (bytes) sealed += await store.replaceSecret(db, row, seal(config, 'totp', bytes))
    }
    last = rows.at(-1)?.user_id ?? ''
    if (rows.length < atATime) break
  }
  if (sealed > 0) log.info({ sealed }, 'authenticator apps are sealed under the first secret')
  return sealed
}
