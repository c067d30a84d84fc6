import type { KeyObject } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ChainFault } from '../../shared/contract/audit.ts'
import type { Db } from '../db/connect.ts'
import type { AuditSealRow } from '../db/tables.ts'
import type { Services } from '../services.ts'
import * as store from './chain-store.ts'
import { chainKeys, headOf, parseHead, sealOf } from './chain.ts'

/** What became of the record, as far as its chain can tell. */
export interface Verdict {
  /** How many entries were found as they were sealed. */
  entries: number
  /** How many wait for their seal, counted up to one batch. */
  unsealed: number
  head: string | null
  fault: ChainFault | null
}

type Place = Pick<AuditSealRow, 'position' | 'seal'>

/** How far a walk has come. */
interface Walk extends Place {
  /** The newest entry passed. */
  seq: number
}

/**
 * Walks the chain as it is now, a batch at a time so that nobody waits, and names the first entry that is not as it was
 * sealed, is gone, or was put between others; with an earlier `head`, also that the chain does not hold that any more.
 */
export async function verifyRecord(
  services: Pick<Services, 'db' | 'config'>,
  head: string | null,
): Promise<Verdict> {
  const { db } = services
  const last = await store.lastSeal.first(db, {})
  const settled = last?.settled ?? 0
  const earlier = head === null ? null : parseHead(head)
  const { walk, fault } = await walkTo(services, last?.position ?? 0, earlier)
  // Put between others: of what is settled, before the fault if there is one.
  const inserted = await firstInserted(db, Math.min(walk.seq, fault ? Infinity : settled))
  return {
    entries: walk.position,
    unsealed: (await store.unsealed.all(db, { settled })).length,
    head: last ? headOf(last) : null,
    fault: inserted ?? fault ?? tailCut(walk, { settled, earlier }),
  }
}

async function walkTo(
  { db, config }: Pick<Services, 'db' | 'config'>,
  last: number,
  earlier: Place | null,
): Promise<{ walk: Walk; fault: ChainFault | null }> {
  const walk: Walk = { position: 0, seal: '', seq: 0 }
  const keys = chainKeys(config)
  const read = (position: number) => store.links.all(db, { position, last })
  let fault: ChainFault | null = null
  let coming = read(0)
  while (!fault && walk.position < last) {
    const links = await coming
    // The database looks for the next ones meanwhile.
    coming = read(links.at(-1)?.position ?? last)
    fault = links.length === 0 ? goneAfter(walk) : faultIn(links, walk, keys, earlier)
    await nextTurn()
  }
  await coming
  return { walk, fault }
}

/** What was settled with the last link must have come with it; and what an earlier head has seen must be there. */
function tailCut(
  { position, seq }: Walk,
  { settled, earlier }: { settled: number; earlier: Place | null },
): ChainFault | null {
  const isCut = seq < settled || (earlier !== null && earlier.position > position)
  return isCut ? cutAt(position + 1) : null
}

/** The first thing wrong with these links, which `walk` passes one by one up to it. */
function faultIn(
  links: readonly store.LinkRow[],
  walk: Walk,
  keys: KeyObject[],
  earlier: Place | null,
): ChainFault | null {
  for (const link of links) {
    const { position, seal, sealed_seq } = link
    const entryId = String(sealed_seq)
    if (position !== walk.position + 1) return goneAfter(walk)
    if (link.seq === null) return { kind: 'missing', position, entryId }
    if (!isSealed(link, walk.seal, keys)) return { kind: 'altered', position, entryId }
    if (position === earlier?.position && seal !== earlier.seal) return cutAt(position)
    Object.assign(walk, { position, seal, seq: Math.max(walk.seq, sealed_seq) })
  }
  return null
}

const goneAfter = ({ position }: Walk): ChainFault => ({
  kind: 'missing',
  position: position + 1,
  entryId: null,
})

const cutAt = (position: number): ChainFault => ({ kind: 'cut', position, entryId: null })

/** The key that fits is tried first for the next one: a chain seldom changes keys. */
function isSealed(link: store.LinkRow, previous: string, keys: KeyObject[]): boolean {
  const index = keys.findIndex((key) => sealOf(key, previous, link, link) === link.seal)
  if (index > 0) keys.unshift(...keys.splice(index, 1))
  return index >= 0
}

async function firstInserted(db: Db, last: number): Promise<ChainFault | null> {
  let seq = 0
  for (;;) {
    const { reached, unsealed } = (await store.nextUnsealed.first(db, { seq, last })) ?? {}
    if (unsealed) return { kind: 'inserted', position: null, entryId: String(unsealed) }
    if (!reached) return null
    seq = reached
    await nextTurn()
  }
}
