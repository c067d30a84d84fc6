import type { AuditFilter } from '../../shared/contract/audit.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { csv, type Cell } from '../http/csv.ts'
import type { Services } from '../services.ts'
import type { Actor, SeenFrom } from '../session.ts'
import { jsonLine, visible } from '../visible.ts'
import { toLine, type PlacedRow } from './entries.ts'
import { record } from './record.ts'
import { search } from './search.ts'
import { boundsOf } from './time-bounds.ts'

/** Who takes the record out. No actor: whoever has the machine. */
interface Taker {
  actor: Actor | null
  from: SeenFrom | null
  /** Stands before the filter in the entry. */
  reason?: string
}

export type Format = 'ndjson' | 'csv'

const some = 500

/**
 * The entries that the filter wants, oldest first, as a file in pieces; read as it is written, never all at once. That it
 * was taken is on the record before anything is given away.
 */
export async function exportRecord(
  { db, now }: Pick<Services, 'db' | 'now'>,
  { format, ...filter }: AuditFilter & { format: Format },
  { actor, from, reason }: Taker,
): Promise<AsyncGenerator<string>> {
  const bounds = await boundsOf(db, filter)
  const asked = Object.entries(filter).map(([name, value]) => `${name}: ${value}`)
  const told = [...(reason === undefined ? [] : [reason]), format, ...asked].join(', ')
  await inTransaction(db, (tx) =>
    record(tx, { at: now(), action: 'audit.exported', actor, reason: told, from }),
  )
  const rows = entriesOf(db, filter, bounds)
  return format === 'csv' ? csv(header, cells(rows)) : lines(rows)
}

async function* entriesOf(
  db: Db,
  filter: AuditFilter,
  { above, below }: { above: number; below: number },
): AsyncGenerator<PlacedRow> {
  for (let reached: number | null = above; reached !== null;) {
    const found = await search(db, filter, { above: reached, below, order: 'asc' }, some)
    yield* found.rows
    reached = found.next
  }
}

async function* lines(rows: AsyncIterable<PlacedRow>): AsyncGenerator<string> {
  for await (const row of rows) yield jsonLine(toLine({ ...row, id: row.seq }))
}

const columns = [
  ['position', 'position'],
  ['seal', 'seal'],
  ['id', 'seq'],
  ['at', 'at'],
  ['action', 'action'],
  ['actorId', 'actor_id'],
  ['actorName', 'actor_name'],
  ['actorRole', 'actor_role'],
  ['targetId', 'target_id'],
  ['targetName', 'target_name'],
  ['passkeyId', 'passkey_id'],
  ['passkeyName', 'passkey_name'],
  ['sessionId', 'session_id'],
  ['reason', 'reason'],
  ['ticket', 'ticket'],
  ['address', 'address'],
  ['client', 'client'],
  ['count', 'count'],
  ['tokenId', 'token_id'],
  ['tokenName', 'token_name'],
] as const satisfies readonly (readonly [string, keyof PlacedRow])[]

const header = columns.map(([name]) => name)

async function* cells(rows: AsyncIterable<PlacedRow>): AsyncGenerator<Cell[]> {
  for await (const row of rows)
    yield columns.map(([, column]) => {
      const value = row[column]
      return typeof value === 'string' ? visible(value) : value
    })
}
