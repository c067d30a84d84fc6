import type { Db } from '../../server/db/connect.ts'

const byKey = <T>(rows: T[], key: (row: T) => string) => new Map(rows.map((row) => [key(row), row]))

/** What users are listed by and models counted by, as the database keeps it. */
export async function keptFigures(db: Db) {
  const users = await db('users').select('id', 'active_passkeys', 'sole_model', 'risk')
  const models = await db('models').select('aaguid', 'active', 'synced', 'suspended', 'users', 'sole_users')
  const inUse = models.filter(
    (row) => row.active + row.suspended + row.synced + row.users + row.sole_users !== 0,
  )
  return { users: byKey(users, ({ id }) => id), models: byKey(inUse, ({ aaguid }) => aaguid) }
}

/** The same, counted anew out of the passkeys and codes there are. */
export async function countedFigures(db: Db) {
  const passkeys = await db('passkeys').whereNot('status', 'revoked').select('*')
  const codes = await db('backup_codes').whereNull('used_at').select('user_id')
  const users = (await db('users').select('id')).map(({ id }) => {
    const active = passkeys.filter(({ user_id, status }) => user_id === id && status === 'active')
    const models = new Set(active.map(({ aaguid }) => aaguid))
    const hasCodes = codes.some(({ user_id }) => user_id === id)
    const isAtRisk = active.length === 1 && active[0]?.backup_eligible === 0 && !hasCodes
    return {
      id,
      active_passkeys: active.length,
      sole_model: models.size === 1 ? (active[0]?.aaguid ?? null) : null,
      risk: isAtRisk ? 'one-device-bound-no-codes' : '',
    }
  })
  const models = [...new Set(passkeys.map(({ aaguid }) => aaguid))].map((aaguid) => {
    const own = passkeys.filter((row) => row.aaguid === aaguid)
    const active = own.filter(({ status }) => status === 'active')
    return {
      aaguid,
      active: active.length,
      synced: active.filter(({ backup_eligible }) => backup_eligible === 1).length,
      suspended: own.length - active.length,
      users: new Set(active.map(({ user_id }) => user_id)).size,
      sole_users: users.filter(({ sole_model }) => sole_model === aaguid).length,
    }
  })
  return { users: byKey(users, ({ id }) => id), models: byKey(models, ({ aaguid }) => aaguid) }
}
