import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Config } from '../config.ts'
import type { AuditRow, AuditSealRow } from '../db/tables.ts'
import { keysFor } from '../secret.ts'

/** An entry as it is sealed; null throughout where it is gone. */
export type Sealable = { [K in keyof AuditRow]: AuditRow[K] | null }

type Place = Pick<AuditSealRow, 'position' | 'settled'>

// A column that is added comes last: what is null is not in the seal, so older entries keep theirs.
const columns = [
  'seq',
  'at',
  'action',
  'actor_id',
  'actor_name',
  'actor_role',
  'target_id',
  'target_name',
  'passkey_id',
  'passkey_name',
  'session_id',
  'reason',
  'ticket',
  'address',
  'client',
  'count',
  'token_id',
  'token_name',
] as const satisfies readonly (keyof AuditRow)[]

/** The keys of the chain: the first seals, any of them may have sealed. */
export const chainKeys = ({ secrets }: Pick<Config, 'secrets'>): KeyObject[] =>
  keysFor(secrets, 'audit').map((key) => createSecretKey(key))

/**
 * The seal of an entry in its place: HMAC-SHA-256 over the seal before it (empty for the first), the place, and every
 * column with its type and length, so that no two records are sealed alike.
 */
export function sealOf(key: KeyObject, previous: string, place: Place, entry: Sealable): string {
  let text = `weftid-audit-1\n${previous}\n${place.position}\n${place.settled}\n`
  for (const column of columns) {
    const value = entry[column]
    if (value === null) continue
    const written = String(value)
    text += `${column}:${typeof value}:${Buffer.byteLength(written)}:${written}\n`
  }
  return createHmac('sha256', key).update(text).digest('base64url')
}

/** The end of a chain, for people to keep: `<position>:<seal>`. */
export const headOf = ({ position, seal }: Pick<AuditSealRow, 'position' | 'seal'>): string =>
  `${position}:${seal}`

/** What `headOf` wrote. */
export function parseHead(head: string): Pick<AuditSealRow, 'position' | 'seal'> {
  const [position = '', seal = ''] = head.split(':')
  return { position: Number(position), seal }
}
