import type { Db } from '../db/connect.ts'
import type { Services } from '../services.ts'
import * as store from './store.ts'

/** How long a code is good. */
export const codeFor = 60_000
/** How long a spent code is known, so that its second use is noticed. */
const rememberedFor = 60 * 60_000

/** Voids the codes that could still let the user's app in. */
export const voidHandOffs = (tx: Db, userId: string, at: Date): Promise<number> =>
  store.voidOfUser(tx, userId, at.toISOString())

/** Forgets codes an hour after they ran out. */
export const forgetHandOffs = ({ db, now }: Pick<Services, 'db' | 'now'>): Promise<number> =>
  store.removeExpired(db, new Date(now().getTime() - rememberedFor).toISOString())
