import type { Db } from '../db/connect.ts'
import { isUsable } from '../db/counted-status.ts'
import { AppError } from '../errors.ts'

// A working administrator: enabled, of that role, with at least one active passkey.
const working = (db: Db) =>
  db('users')
    .where({ role: 'admin', status: 'active' })
    .whereExists(db('passkeys').whereRaw(`passkeys.user_id = users.id and ${isUsable}`).select('id'))

/** Whether anybody can administer this server. */
export const hasWorkingAdministrator = async (db: Db): Promise<boolean> =>
  (await working(db).first('users.id')) !== undefined

/** Whether anybody but this user can: issue a pass, for one. */
export const hasOtherWorkingAdministrator = async (db: Db, userId: string): Promise<boolean> =>
  (await working(db).whereNot('users.id', userId).first('users.id')) !== undefined

/** To be called first by every act that could change how many there are: two such acts run one after the other. */
export const lockAdministrators = async (tx: Db): Promise<void> => {
  await tx('guards').where({ name: 'working-administrator' }).update({ value: '' })
}

/** To be called last by every act that could leave none: throws `conflict`, and so undoes it. */
export async function requireWorkingAdministrator(tx: Db): Promise<void> {
  if (!(await hasWorkingAdministrator(tx)))
    throw new AppError('conflict', { detail: 'This would leave nobody who can administer this server.' })
}
