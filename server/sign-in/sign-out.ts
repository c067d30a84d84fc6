import { record } from '../audit/record.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import type { SeenFrom, Session } from '../session.ts'
import { endSession } from '../sessions/sessions.ts'

/** Ends the session for good; its other windows hear of it at once. */
export async function signOut(
  { db, now, publish }: Services,
  { id, user }: Session,
  from: SeenFrom,
): Promise<void> {
  const at = now()
  await inTransaction(db, async (tx) => {
    if (await endSession(tx, id, at, 'signed-out'))
      await record(tx, { at, action: 'session.ended', actor: user, sessionId: id, from })
  })
  publish({ sessions: [id] }, { type: 'session.ended', reason: 'signed-out' })
}
