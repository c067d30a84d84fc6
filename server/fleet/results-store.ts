import type { Db } from '../db/connect.ts'
import type { ModelRevocationResultRow } from '../db/tables.ts'

export type Place = Pick<ModelRevocationResultRow, 'is_revoked' | 'user_id' | 'passkey_id'>

export const addResults = (tx: Db, rows: readonly ModelRevocationResultRow[]): Promise<number[]> =>
  tx('model_revocation_results').insert([...rows])

interface Ask {
  jobId: string
  outcome?: 'revoked' | 'skipped' | undefined
  after: Place | null
  limit: number
}

/** What became of passkeys, in the order of the primary key. */
export function resultsAfter(
  db: Db,
  { jobId, outcome, after, limit }: Ask,
): Promise<ModelRevocationResultRow[]> {
  const rows = db('model_revocation_results').where({ job_id: jobId })
  if (outcome) void rows.where({ is_revoked: outcome === 'revoked' ? 1 : 0 })
  if (after)
    void rows.whereRaw('(is_revoked, user_id, passkey_id) > (?, ?, ?)', [
      after.is_revoked,
      after.user_id,
      after.passkey_id,
    ])
  return rows.orderBy(['is_revoked', 'user_id', 'passkey_id']).limit(limit).select('*')
}
