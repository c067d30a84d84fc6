import type { ApiToken } from '../../shared/contract/tokens.ts'
import { tokenPermission, type TokenPermission } from '../../shared/contract/roles.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { hashOf, newId, newToken } from '../tokens.ts'
import { lockForAct } from '../users/reach.ts'
import * as store from './store.ts'

const most = 200
const day = 24 * 3_600_000
/** What the secret begins with: those who look for secrets in the wrong places find it by that. */
const mark = 'weftid_'

interface Order {
  name: string
  permissions: readonly TokenPermission[]
  days: number
}

/** Makes a token that acts in the name of who makes it; its secret is told in this answer only. */
export async function createToken(
  services: Services,
  { name, permissions, days }: Order,
  act: Act,
): Promise<{ token: ApiToken; secret: string }> {
  const { session, from } = act
  const at = services.now()
  const secret = mark + newToken()
  const held = [...new Set(permissions)].sort()
  const row = {
    id: newId(),
    name,
    token_hash: hashOf(secret),
    ending: secret.slice(-4),
    permissions: held.join(' '),
    created_at: at.toISOString(),
    created_by: session.user.id,
    expires_at: new Date(at.getTime() + days * day).toISOString(),
    last_used_at: null,
    last_used_address: null,
    revoked_at: null,
  }
  await inTransaction(services.db, async (tx) => {
    await lockForAct(tx, act, [])
    if ((await store.countUnrevoked(tx, row.created_at)) >= most)
      throw new AppError('conflict', { detail: `There are ${most} tokens already. Revoke one first.` })
    await store.insertToken(tx, row)
    const reason = `${held.join(', ')}; ${days} ${days === 1 ? 'day' : 'days'}`
    await record(tx, { at, action: 'token.created', actor: session.user, token: row, reason, from })
  })
  tell(services)
  return { token: await viewToken(services, row.id), secret }
}

/** Every token, newest first, those that ended a while ago excepted. */
export async function viewTokens({ db, now }: Pick<Services, 'db' | 'now'>): Promise<ApiToken[]> {
  const at = now()
  return (await store.allTokens(db)).map((row) => toView(row, at))
}

/** Stops a token for good. Repeated, it changes nothing. Throws `not-found`. */
export async function revokeToken(services: Services, id: string, act: Act): Promise<ApiToken> {
  const { session, from } = act
  const at = services.now()
  await inTransaction(services.db, async (tx) => {
    await lockForAct(tx, act, [])
    for (const token of await store.revokeWhere(tx, { id }, at.toISOString()))
      await record(tx, { at, action: 'token.revoked', actor: session.user, token, from })
  })
  tell(services)
  return viewToken(services, id)
}

export const removeOldTokens = (db: Db, before: Date): Promise<number> =>
  store.removeEnded(db, before.toISOString())

async function viewToken({ db, now }: Pick<Services, 'db' | 'now'>, id: string): Promise<ApiToken> {
  const row = await store.findToken(db, id)
  if (!row) throw new AppError('not-found')
  return toView(row, now())
}

function tell({ publish }: Services): void {
  publish({ permission: 'tokens.manage' }, { type: 'tokens.changed' })
}

function toView(row: store.TokenAndMaker, now: Date): ApiToken {
  return {
    id: row.id,
    name: row.name,
    permissions: tokenPermission.options.filter((each) => row.permissions.split(' ').includes(each)),
    ending: row.ending,
    status: statusOf(row, now),
    createdAt: row.created_at,
    createdBy: { id: row.created_by, displayName: row.display_name },
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    lastUsedFrom: row.last_used_address,
    revokedAt: row.revoked_at,
  }
}

function statusOf({ revoked_at, expires_at }: store.TokenAndMaker, now: Date): ApiToken['status'] {
  if (revoked_at !== null) return 'revoked'
  return new Date(expires_at) <= now ? 'expired' : 'active'
}
