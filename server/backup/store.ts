import { z } from 'zod'
import { auditAction } from '../../shared/contract/activity.ts'
import type { Db } from '../db/connect.ts'

/** Makes the tables of the database from before readable as `earlier.<table>`. SQLite only. */
export const attach = (db: Db, file: string) => db.raw('attach database ? as earlier', [file])

const taken = z.array(
  z.object({
    what: z.string(),
    action: auditAction,
    user_id: z.string(),
    display_name: z.string(),
    email: z.string(),
    passkey_id: z.string().nullable(),
    passkey_name: z.string().nullable(),
    token_id: z.string().nullable(),
    token_name: z.string().nullable(),
  }),
)
export type Taken = z.infer<typeof taken>[number]

/** PostgreSQL has its rows in an object. */
const rowsOf = (answer: unknown): Taken[] =>
  Array.isArray(answer) ? taken.parse(answer) : z.object({ rows: taken }).parse(answer).rows

const person = 'u.id as user_id, u.display_name, u.email'
const passkey = 'p.id as passkey_id, p.name as passkey_name, null as token_id, null as token_name'
const nothing = 'null as passkey_id, null as passkey_name, null as token_id, null as token_name'
const rank = (column: string) => `case ${column} when 'admin' then 2 when 'helpdesk' then 1 else 0 end`

/** Whether the database from before can tell of each passkey of the backup what became of it. */
export const knowsAllPasskeys = async (tx: Db): Promise<boolean> =>
  (await tx('passkeys')
    .whereNotExists(tx('earlier.passkeys as e').whereRaw('e.id = passkeys.id').select('e.id'))
    .first('id')) === undefined

/** What the database from before had taken away that the backup still gives. */
export async function takenSince(tx: Db, at: string): Promise<Taken[]> {
  return rowsOf(
    await tx.raw(
      `
    select 'passkey revoked' as what, 'passkey.revoked' as action, ${person}, ${passkey} from passkeys p
      join earlier.passkeys e on e.id = p.id and e.status = 'revoked' and p.status <> 'revoked'
      join users u on u.id = p.user_id
    union all select 'passkey suspended', 'passkey.suspended', ${person}, ${passkey} from passkeys p
      join earlier.passkeys e on e.id = p.id and e.status = 'suspended' and p.status = 'active'
      join users u on u.id = p.user_id
    union all select 'account disabled', 'user.disabled', ${person}, ${nothing} from users u
      join earlier.users e on e.id = u.id and e.status = 'disabled' and u.status <> 'disabled'
    union all select 'role lowered to ' || e.role, 'user.changed', ${person}, ${nothing} from users u
      join earlier.users e on e.id = u.id and ${rank('e.role')} < ${rank('u.role')}
    union all select 'API token revoked', 'token.revoked', ${person}, null, null, t.id, t.name from api_tokens t
      join users u on u.id = t.created_by join earlier.users c on c.id = u.id
      left join earlier.api_tokens e on e.id = t.id
      where t.revoked_at is null and (e.revoked_at is not null or (e.id is null and t.expires_at > ?))`,
      [at],
    ),
  )
}

/** Takes it away here too, and leaves no secret that was spent, changed or removed since. */
export async function carryOver(tx: Db, at: string): Promise<void> {
  for (const sql of [
    `update passkeys set status = 'revoked', public_key = null, suspended_until = null, revoked_at = e.revoked_at,
      revoked_by = e.revoked_by, reason = e.reason, ticket = e.ticket
      from earlier.passkeys e where e.id = passkeys.id and e.status = 'revoked' and passkeys.status <> 'revoked'`,
    `update passkeys set status = 'suspended', suspended_until = e.suspended_until
      from earlier.passkeys e where e.id = passkeys.id and e.status = 'suspended' and passkeys.status = 'active'`,
    `update passkeys set sign_count = e.sign_count
      from earlier.passkeys e where e.id = passkeys.id and e.sign_count > passkeys.sign_count`,
    `update users set status = 'disabled' from earlier.users e where e.id = users.id and e.status = 'disabled'`,
    `update users set role = e.role from earlier.users e where e.id = users.id and ${rank('e.role')} < ${rank('users.role')}`,
    `update api_tokens set revoked_at = e.revoked_at
      from earlier.api_tokens e where e.id = api_tokens.id and e.revoked_at is not null`,
    // Passwords and apps as they are now, for everybody the backup knows.
    'delete from passwords where user_id in (select id from earlier.users)',
    `insert into passwords select * from earlier.passwords where user_id in (select id from users)`,
    'delete from totps where user_id in (select id from earlier.users)',
    'insert into totps select * from earlier.totps where user_id in (select id from users)',
    // A bulk revocation that is under way goes on.
    `insert into model_revocations select * from earlier.model_revocations
      where finished_at is null and id not in (select id from model_revocations)`,
  ])
    await tx.raw(sql)
  // Those that ended long ago are not there any more.
  await tx.raw(
    `update api_tokens set revoked_at = ? where revoked_at is null and created_by in (select id from earlier.users)
      and id not in (select id from earlier.api_tokens)`,
    [at],
  )
  await tx.raw(
    `update backup_codes set used_at = ? where used_at is null and user_id in (select id from earlier.users)
      and not exists (select 1 from earlier.backup_codes e where e.id = backup_codes.id and e.used_at is null)`,
    [at],
  )
}

/** Ends every session; no invitation, pass, hand-off or half-done set-up of an app survives. */
export async function endAndVoid(tx: Db, at: string): Promise<void> {
  await tx('sessions').whereNull('ended_at').update({ ended_at: at, end_reason: 'ended-elsewhere' })
  await tx('invitations').whereNull('accepted_at').whereNull('voided_at').update({ voided_at: at })
  await tx('temporary_passes').whereNull('used_at').whereNull('voided_at').update({ voided_at: at })
  await tx('hand_offs').whereNull('redeemed_at').whereNull('voided_at').update({ voided_at: at })
  await tx('totp_setups').delete()
}

/** What expires by this time is refused. */
export const raiseWatermark = (tx: Db, until: string) =>
  tx('guards').where({ name: 'challenge-watermark' }).where('value', '<', until).update({ value: until })
