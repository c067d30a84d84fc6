import type { RevocationResult } from '../../shared/contract/fleet.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { ModelRevocationResultRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import { csv, type Cell } from '../http/csv.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { lockForAct } from '../users/reach.ts'
import { visible } from '../visible.ts'
import { findJob } from './jobs.ts'
import { resultsAfter, type Place } from './results-store.ts'

interface Ask {
  outcome?: 'revoked' | 'skipped' | undefined
  limit: number
  cursor?: string | undefined
}

/** A page of what became of each passkey, those skipped first. Throws `not-found`, `input.invalid` for a strange cursor. */
export async function listResults(
  db: Db,
  jobId: string,
  { outcome, limit, cursor }: Ask,
): Promise<{ items: RevocationResult[]; next: string | null }> {
  await findJob(db, jobId)
  const after = cursor === undefined ? null : placeOf(cursor)
  const rows = await resultsAfter(db, { jobId, outcome, after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(toView), next: rows.length > limit && last ? cursorOf(last) : null }
}

/** Every row, as CSV. That it was taken is on the record before anything is given away. Throws `not-found`. */
export async function exportResults(
  { db, now }: Pick<Services, 'db' | 'now'>,
  jobId: string,
  act: Act,
): Promise<AsyncIterable<string>> {
  const { session, from } = act
  const { aaguid, modelName, ticket } = await findJob(db, jobId)
  await inTransaction(db, async (tx) => {
    await lockForAct(tx, act, [])
    const target = { id: aaguid, displayName: modelName }
    const entry = { at: now(), actor: session.user, target, ticket, from }
    await record(tx, { ...entry, action: 'fleet-revocation.exported' })
  })
  return csv(
    ['user', 'email', 'passkey', 'passkey id', 'outcome', 'sessions ended', 'time'],
    everyResult(db, jobId),
  )
}

async function* everyResult(db: Db, jobId: string): AsyncGenerator<Cell[]> {
  const limit = 500
  for (let after: Place | null = null; ;) {
    const rows: ModelRevocationResultRow[] = await resultsAfter(db, { jobId, after, limit })
    for (const row of rows)
      yield [
        visible(row.user_name),
        row.user_email,
        visible(row.passkey_name),
        row.passkey_id,
        row.outcome,
        row.sessions_ended,
        row.at,
      ]
    if (rows.length < limit) return
    after = rows.at(-1) ?? null
  }
}

const toView = (row: ModelRevocationResultRow): RevocationResult => ({
  passkeyId: row.passkey_id,
  passkeyName: row.passkey_name,
  user: { id: row.user_id, displayName: row.user_name, email: row.user_email },
  outcome: row.outcome,
  sessionsEnded: row.sessions_ended,
  at: row.at,
})

const cursorOf = ({ is_revoked, user_id, passkey_id }: Place) =>
  Buffer.from(`${is_revoked} ${user_id} ${passkey_id}`).toString('base64url')

function placeOf(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, part, user_id, passkey_id] = /^([01]) ([\w-]+) ([\w-]+)$/.exec(text) ?? []
  if (user_id === undefined || passkey_id === undefined)
    throw new AppError('input.invalid', { fields: { cursor: 'Unknown cursor.' } })
  return { is_revoked: part === '1' ? 1 : 0, user_id, passkey_id }
}
