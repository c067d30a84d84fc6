import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { ModelCounts, Part, Standing } from './counts.ts'

/** Nobody else changes what this user is counted by until the transaction ends. */
export const lockStanding = statement<{ userId: string }, { id: string }>((db, param) =>
  db('users').where('id', param('userId')).forUpdate().select('id'),
)

export const partsOf = statement<{ userId: string }, Part>((db, param) =>
  db('passkeys')
    .where('user_id', param('userId'))
    .whereRaw("status <> 'revoked'")
    .select('aaguid', 'status', 'backup_eligible'),
)

export const unusedCode = statement<{ userId: string }, { id: string }>((db, param) =>
  db('backup_codes').where('user_id', param('userId')).whereNull('used_at').limit(1).select('id'),
)

export const saveStanding = statement<{ userId: string } & { [K in keyof Standing]: Standing[K] }>(
  (db, param) =>
    db('users')
      .where('id', param('userId'))
      .update({
        active_passkeys: param('active_passkeys'),
        sole_model: param('sole_model'),
        risk: param('risk'),
      }),
)

/** Adds to the counts of a model in one statement: two acts at once both count. */
export const addToModel = statement<{ aaguid: string } & { [K in keyof ModelCounts]: number }>(
  (db, param) => {
    const sum = (amount: keyof ModelCounts) => db.raw('models.?? + ?', [amount, param(amount)])
    return db('models')
      .insert({
        aaguid: param('aaguid'),
        active: param('active'),
        synced: param('synced'),
        suspended: param('suspended'),
        users: param('users'),
        sole_users: param('sole_users'),
      })
      .onConflict('aaguid')
      .merge({
        active: sum('active'),
        synced: sum('synced'),
        suspended: sum('suspended'),
        users: sum('users'),
        sole_users: sum('sole_users'),
      })
  },
)

const usedOn = (table: 'users' | 'models', key: 'id' | 'aaguid') =>
  statement<{ key: string; day: string }>((db: Db, param) =>
    db(table)
      .where(key, param('key'))
      .where('last_used_day', '<', param('day'))
      .update({ last_used_day: param('day') }),
  )

export const userUsedOn = usedOn('users', 'id')
export const modelUsedOn = usedOn('models', 'aaguid')

/** Of these users, those with an active passkey of another model. */
export const haveAnother = (db: Db, aaguid: string, userIds: readonly string[]): Promise<string[]> =>
  db('users')
    .whereIn('id', userIds)
    .where('active_passkeys', '>', 0)
    .whereRaw('sole_model is distinct from ?', [aaguid])
    .pluck('id')
