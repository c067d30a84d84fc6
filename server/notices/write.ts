import type { Db } from '../db/connect.ts'
import type { Held } from '../db/statement.ts'
import { newId } from '../tokens.ts'
import type { Facts } from './facts.ts'
import { watchersOf, type NoticeKind } from './kinds.ts'
import { insertForOwner, insertForWatchers } from './store.ts'

/** Puts a notice into the outbox, in the transaction of what it tells: a mail for everybody who is to know. */
export async function writeNotice(on: Db | Held, kind: NoticeKind, facts: Facts): Promise<void> {
  const mail = { notice: newId(), kind, facts: JSON.stringify(facts), owner: facts.owner.id, at: facts.at }
  await insertForOwner.run(on, mail)
  for (const role of watchersOf[kind]) await insertForWatchers.run(on, { ...mail, role })
}
