import type { Mail } from '../../shared/contract/notices.ts'
import type { Db } from '../db/connect.ts'
import { inPortions } from '../db/portions.ts'
import type { OutboxRow } from '../db/tables.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import { renderMail } from './render.ts'
import { countWaiting, mailsBefore, removeMails } from './store.ts'

/** Whether mail is kept for developers to read: in local mode without a mail server. */
export const keepsMail = ({ local, mail }: Services['config']): boolean => local && mail === null

/** How many mails are still to be sent. */
export const outboxLength = (db: Db): Promise<number> => countWaiting(db)

/** A page of the mail that is kept, newest first. Throws `not-found` where none is, `input.invalid` for a strange cursor. */
export async function keptMail(
  { db, config }: Pick<Services, 'db' | 'config'>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Mail[]; next: string | null }> {
  if (!keepsMail(config)) throw new AppError('not-found')
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor)
  if (!Number.isSafeInteger(before))
    throw new AppError('input.invalid', { fields: { cursor: 'Unknown cursor.' } })
  const rows = await mailsBefore(db, before, limit + 1)
  const items = rows.slice(0, limit).map((row) => ({ ...view(row), ...renderMail(row, config) }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

const view = ({ seq, created_at, address, status }: OutboxRow) => ({
  id: String(seq),
  at: created_at,
  to: address,
  status: status === 'waiting' ? ('kept' as const) : status,
})

/** Removes the mail that was written before a moment, whatever became of it. */
export const removeOldMail = (db: Db, before: Date): Promise<void> =>
  inPortions((limit) => removeMails(db, before.toISOString(), limit))
