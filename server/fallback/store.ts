import type { Db } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { PasswordRow, TotpRow, TotpSetupRow } from '../db/tables.ts'

export const passwordOf = statement<{ userId: string }, PasswordRow>((db, param) =>
  db('passwords').where('user_id', param('userId')).select('*'),
)

export const totpOf = statement<{ userId: string }, TotpRow>((db, param) =>
  db('totps').where('user_id', param('userId')).select('*'),
)

export const savePassword = (tx: Db, row: PasswordRow) =>
  tx('passwords').insert(row).onConflict('user_id').merge()

export const deletePassword = (tx: Db, userId: string): Promise<number> =>
  tx('passwords').where({ user_id: userId }).delete()

export const saveTotp = (tx: Db, row: TotpRow) => tx('totps').insert(row).onConflict('user_id').merge()

export const deleteTotp = (tx: Db, userId: string): Promise<number> =>
  tx('totps').where({ user_id: userId }).delete()

/** Makes a time step and those before it void; zero where it was: of two who give a code at once, one gets one. */
export const useStep = (tx: Db, userId: string, step: number): Promise<number> =>
  tx('totps').where({ user_id: userId }).where('last_step', '<', step).update({ last_step: step })

export const totpsAfter = (db: Db, userId: string, most: number) =>
  db('totps').where('user_id', '>', userId).orderBy('user_id').limit(most).select('user_id', 'secret')

/** Changes nothing where the app was set up anew meanwhile. */
export const replaceSecret = (db: Db, { user_id, secret }: Pick<TotpRow, 'user_id' | 'secret'>, by: string) =>
  db('totps').where({ user_id, secret }).update({ secret: by })

export const saveSetup = (db: Db, row: TotpSetupRow) =>
  db('totp_setups').insert(row).onConflict('session_id').merge()

export const findSetup = (tx: Db, sessionId: string, now: string): Promise<TotpSetupRow | undefined> =>
  tx('totp_setups').where({ session_id: sessionId }).where('expires_at', '>', now).first('*')

export const deleteSetup = (tx: Db, sessionId: string): Promise<number> =>
  tx('totp_setups').where({ session_id: sessionId }).delete()

export const forgetSetups = (db: Db, now: string): Promise<number> =>
  db('totp_setups').where('expires_at', '<=', now).delete()

export const passwordsOf = (db: Db, userIds: readonly string[]): Promise<string[]> =>
  db('passwords').whereIn('user_id', userIds).pluck('user_id')

export const totpsOf = (db: Db, userIds: readonly string[]): Promise<string[]> =>
  db('totps').whereIn('user_id', userIds).pluck('user_id')
