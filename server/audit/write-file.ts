import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { jsonLine } from '../visible.ts'
import type { AuditFile } from './audit-file.ts'
import * as store from './chain-store.ts'
import { toLine } from './entries.ts'

type Needs = Pick<Services, 'db' | 'log'>

/**
 * Adds a batch of sealed entries to the audit file, each once and in the order of the chain, and answers how many. How
 * far that has come is in the database, for whichever process is next, and in the file itself, should a crash have come
 * between the two.
 */
export async function writeSome({ db, log }: Needs, file: AuditFile): Promise<number> {
  const written = await store.fileWrittenTo.first(db, {})
  const last = (await store.lastSeal.first(db, {}))?.position ?? 0
  if (Number(written?.value) === last) return 0
  return inTransaction(db, async (tx) => {
    const guard = await store.lockChain(tx)
    if (!guard) return 0
    const position = await resumeAt(tx, file, { written: Number(guard.value), log })
    const rows = await store.links.all(tx, { position, last })
    const lines = rows.map((row) => jsonLine(toLine({ ...row, id: row.sealed_seq })))
    if (lines.length > 0) await file.append(lines.join(''))
    await store.setFileWrittenTo(tx, rows.at(-1)?.position ?? position)
    return rows.length
  })
}

/** Where the file goes on: behind what any process wrote, and behind its own last line. */
async function resumeAt(
  tx: Db,
  file: AuditFile,
  { written, log }: { written: number; log: Services['log'] },
): Promise<number> {
  const line = await file.last()
  const end = (await store.lastSeal.first(tx, {}))?.position ?? 0
  if (!line) return Math.min(written, end)
  const found = await store.sealAt.first(tx, { position: line.position })
  if (found?.seal === line.seal) return Math.min(Math.max(written, line.position), end)
  const { path } = file
  log.error(
    { path, position: line.position },
    'the sealed record does not hold the last line of the audit file',
  )
  return Math.min(written, end)
}
