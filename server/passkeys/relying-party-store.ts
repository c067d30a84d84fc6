import type { Db } from '../db/connect.ts'

export const countOfOthers = async (db: Db, rpId: string): Promise<number> => {
  const row = await db('passkeys')
    .whereNot({ status: 'revoked' })
    .whereNot({ rp_id: rpId })
    .count<{ count: number }>({ count: '*' })
    .first()
  return row?.count ?? 0
}

export const lastRpId = async (db: Db): Promise<string | undefined> =>
  (await db('guards').where({ name: 'relying-party' }).first('value'))?.value

export const setRpId = (db: Db, rpId: string) =>
  db('guards').insert({ name: 'relying-party', value: rpId }).onConflict('name').merge(['value'])
