import type { EndReason } from '../../shared/contract/events.ts'
import type { Db } from '../db/connect.ts'
import { countedStatus } from '../db/counted-status.ts'
import { withOwner } from '../db/owner.ts'
import { statement, type Held } from '../db/statement.ts'
import type { PasskeyRow, SessionRow, UserRow } from '../db/tables.ts'
import type { Method } from '../session.ts'
import { expiryOf } from './expiry.ts'

const read = [
  'id',
  'kind',
  'method',
  'passkey_id',
  'computer',
  'created_at',
  'last_seen_at',
  'ends_at',
  'fresh_until',
  'fresh_method',
  'ended_at',
  'end_reason',
  'user_id',
] as const satisfies (keyof SessionRow)[]

export type SessionAndOwner = Pick<SessionRow, (typeof read)[number]> &
  Pick<UserRow, 'role' | 'email' | 'display_name'> & {
    user_status: UserRow['status']
    passkey_status: PasskeyRow['status'] | null
    active_passkeys: number
  }

const found = (db: Db) =>
  withOwner(
    db,
    db('sessions')
      .select(read.map((column) => `sessions.${column}`))
      .select(
        db.raw('(select ? from passkeys where passkeys.id = sessions.passkey_id) as passkey_status', [
          countedStatus(db),
        ]),
        db.raw(
          "(select count(*) from passkeys k where k.user_id = sessions.user_id and k.status = 'active') as active_passkeys",
        ),
      ),
    'sessions.user_id',
    { role: 'role', email: 'email', display_name: 'display_name', user_status: 'status' },
  )

/** The session of a cookie, ended or not, with its owner and the state of the passkey that opened it. */
export const byToken = statement<{ tokenHash: string }, SessionAndOwner>((db, param) =>
  found(db).where('sessions.token_hash', param('tokenHash')),
)

export const byId = statement<{ id: string }, SessionAndOwner>((db, param) =>
  found(db).where('sessions.id', param('id')),
)

export const touch = statement<{ id: string; at: string }>((db, param) =>
  db('sessions')
    .where({ id: param('id') })
    .update({ last_seen_at: param('at') }),
)

type NewSession = Omit<SessionRow, 'step_until' | 'step_tries' | 'fresh_passkey_id'>

const insertSession = statement<{ [K in keyof NewSession]: NewSession[K] }>((db, param) =>
  db('sessions').insert({
    id: param('id'),
    token_hash: param('token_hash'),
    user_id: param('user_id'),
    kind: param('kind'),
    method: param('method'),
    passkey_id: param('passkey_id'),
    created_at: param('created_at'),
    last_seen_at: param('last_seen_at'),
    ends_at: param('ends_at'),
    fresh_until: param('fresh_until'),
    fresh_method: param('fresh_method'),
    address: param('address'),
    client: param('client'),
    computer: param('computer'),
    ended_at: param('ended_at'),
    end_reason: param('end_reason'),
  }),
)

export const addSession = (on: Db | Held, row: NewSession) => insertSession.run(on, { ...row })

/**
 * Marks sessions as ended and answers those that still ran: of two that end one, only one gets it. Those that had run
 * out by themselves are marked too, but nobody ended them.
 */
export async function endWhere(
  tx: Db,
  which: Partial<Pick<SessionRow, 'id' | 'user_id' | 'kind'>>,
  end: { at: Date; reason: EndReason; except?: string; methods?: readonly Method[] },
): Promise<string[]> {
  const rows = await tx('sessions')
    .where(which)
    .where((builder) => void (end.methods && builder.whereIn('method', end.methods)))
    .whereNull('ended_at')
    .whereNot('id', end.except ?? '')
    .update(
      { ended_at: end.at.toISOString(), end_reason: end.reason, fresh_until: null, fresh_method: null },
      ['id', 'kind', 'last_seen_at', 'ends_at'],
    )
  return rows.filter((row) => expiryOf(row) > end.at).map(({ id }) => id)
}

const endOf = (narrow: 'passkey_id' | 'kind') =>
  statement<
    { userId: string; value: string; at: string; reason: string },
    Pick<SessionRow, 'id' | 'kind' | 'last_seen_at' | 'ends_at'>
  >((db, param) =>
    db('sessions')
      .where('user_id', param('userId'))
      .where(narrow, param('value'))
      .whereNull('ended_at')
      .update({ ended_at: param('at'), end_reason: param('reason'), fresh_until: null, fresh_method: null })
      .returning(['id', 'kind', 'last_seen_at', 'ends_at']),
  )

const ends = { passkey_id: endOf('passkey_id'), kind: endOf('kind') }

/** `endWhere` for the paths that a bulk revocation takes for each passkey. */
export async function endNarrow(
  tx: Db,
  { userId, by, value }: { userId: string; by: keyof typeof ends; value: string },
  { at, reason }: { at: Date; reason: EndReason },
): Promise<string[]> {
  const rows = await ends[by].all(tx, { userId, value, at: at.toISOString(), reason })
  return rows.filter((row) => expiryOf(row) > at).map(({ id }) => id)
}

export const replace = statement<{ id: string; at: string }>((db, param) =>
  db('sessions')
    .where({ id: param('id') })
    .whereNull('ended_at')
    .update({ ended_at: param('at'), end_reason: 'replaced' }),
)

/** Gives the session a new cookie and freshness, unless it has ended. */
export const renew = statement<
  Pick<SessionRow, 'id' | 'token_hash' | 'fresh_until' | 'fresh_method' | 'fresh_passkey_id' | 'last_seen_at'>
>((db, param) =>
  db('sessions')
    .where({ id: param('id') })
    .whereNull('ended_at')
    .update({
      token_hash: param('token_hash'),
      fresh_until: param('fresh_until'),
      fresh_method: param('fresh_method'),
      fresh_passkey_id: param('fresh_passkey_id'),
      last_seen_at: param('last_seen_at'),
    }),
)

/** A half-finished session becomes the full session of what completed it, unless it has ended. */
export const promote = statement<
  Pick<
    SessionRow,
    | 'id'
    | 'kind'
    | 'method'
    | 'token_hash'
    | 'passkey_id'
    | 'fresh_until'
    | 'fresh_method'
    | 'fresh_passkey_id'
    | 'created_at'
    | 'ends_at'
  >
>((db, param) =>
  db('sessions')
    .where({ id: param('id'), kind: param('kind') })
    .whereNull('ended_at')
    .update({
      kind: 'full',
      method: param('method'),
      token_hash: param('token_hash'),
      passkey_id: param('passkey_id'),
      fresh_until: param('fresh_until'),
      fresh_method: param('fresh_method'),
      fresh_passkey_id: param('fresh_passkey_id'),
      created_at: param('created_at'),
      last_seen_at: param('created_at'),
      ends_at: param('ends_at'),
      step_until: null,
    }),
)

/** Whether the session still runs; if so, nobody ends it until the transaction does. */
export async function lockRunning(tx: Db, id: string): Promise<boolean> {
  return (await tx('sessions').where({ id }).whereNull('ended_at').forUpdate().first('id')) !== undefined
}

/** What a method that is being taken has made fresh is so no longer. */
export const clearFreshnessOf = (tx: Db, userId: string, methods: readonly Method[]) =>
  tx('sessions')
    .where({ user_id: userId })
    .whereIn('fresh_method', methods)
    .update({ fresh_until: null, fresh_method: null })

/** What a passkey that is being taken has made fresh is so no longer. */
export const clearFreshnessBy = statement<{ userId: string; passkeyId: string }>((db, param) =>
  db('sessions')
    .where({ user_id: param('userId'), fresh_passkey_id: param('passkeyId') })
    .update({ fresh_until: null, fresh_method: null, fresh_passkey_id: null }),
)

export const clearFreshness = (db: Db, id: string) =>
  db('sessions').where({ id }).update({ fresh_until: null, fresh_method: null, step_until: null })

/** A first factor that was proven in any of the user's sessions counts no longer. */
export const closeSteps = statement<{ userId: string }>((db, param) =>
  db('sessions')
    .where({ user_id: param('userId') })
    .whereNotNull('step_until')
    .update({ step_until: null }),
)

export const isOf = async (db: Db, id: string, userId: string): Promise<boolean> =>
  (await db('sessions').where({ id, user_id: userId }).first('id')) !== undefined

export const setToken = (tx: Db, id: string, tokenHash: string): Promise<number> =>
  tx('sessions').where({ id }).whereNull('ended_at').update({ token_hash: tokenHash })

/** Takes a running session away from its cookie; it is left to run out, to be looked up by its id until then. */
export const detach = (
  tx: Db,
  { id, tokenHash, endsAt }: { id: string; tokenHash: string; endsAt: string },
): Promise<number> =>
  tx('sessions')
    .where({ id })
    .whereNull('ended_at')
    .update({ token_hash: tokenHash, ends_at: endsAt, fresh_until: null, fresh_method: null })
