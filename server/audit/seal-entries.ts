import type { KeyObject } from 'node:crypto'
import type { Db } from '../db/connect.ts'
import type { AuditRow, AuditSealRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import * as store from './chain-store.ts'
import { chainKeys, sealOf } from './chain.ts'
import { completeUpTo, type Horizon } from './horizon.ts'

/** What one process remembers between rounds. */
export interface SealerMemory extends Horizon {
  /** Where the chain ended when this process last saw it. */
  end: Pick<AuditSealRow, 'position' | 'seal'> | null
}

type Needs = Pick<Services, 'db' | 'config' | 'log'>

/** Seals a batch of the entries that wait for it, and answers how many; none where another process is doing it. */
export async function sealSome({ db, config, log }: Needs, memory: SealerMemory): Promise<number> {
  const known = await store.lastSeal.first(db, {})
  await noticeCut(db, memory, log)
  memory.end = known ?? null
  if (!(await store.unsealed.first(db, { settled: known?.settled ?? 0 }))) return 0
  const [key] = chainKeys(config)
  if (!key) throw new Error('There is no secret to seal with.')
  const links = await inTransaction(db, async (tx) => {
    if (!(await store.lockChain(tx))) return []
    const last = await store.lastSeal.first(tx, {})
    const complete = await completeUpTo(tx, memory)
    const entries = await store.unsealed.all(tx, { settled: last?.settled ?? 0 })
    const fresh = linksOf(key, last, entries, complete)
    const rows = fresh.map(({ position, seq, settled, seal }) => [position, seq, settled, seal])
    await store.insertSeals.run(tx, { seals: JSON.stringify(rows) })
    return fresh
  })
  memory.end = links.at(-1) ?? memory.end
  return links.length
}

function linksOf(
  key: KeyObject,
  last: AuditSealRow | undefined,
  entries: readonly AuditRow[],
  complete: number,
): AuditSealRow[] {
  // What did not fit into this batch is not settled by it.
  const reached = entries.length < store.batch ? complete : Math.min(complete, entries.at(-1)?.seq ?? 0)
  const settled = Math.max(reached, last?.settled ?? 0)
  let { position, seal } = last ?? { position: 0, seal: '' }
  return entries.map((entry) => {
    position++
    seal = sealOf(key, seal, { position, settled }, entry)
    return { position, seq: entry.seq, settled, seal }
  })
}

/** The end of the chain that this process saw must still be there: sealing on as if nothing were would hide a cut. */
async function noticeCut(db: Db, { end }: SealerMemory, log: Services['log']): Promise<void> {
  if (!end) return
  const found = await store.sealAt.first(db, { position: end.position })
  if (found?.seal !== end.seal)
    log.error({ position: end.position }, 'the sealed record was cut or changed: keep the database as it is')
}
