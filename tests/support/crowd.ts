import { randomBytes, randomUUID } from 'node:crypto'
import type { Db } from '../../server/db/connect.ts'
import { inTransaction } from '../../server/db/transaction.ts'
import { recount, recountDays } from '../../server/db/recount.ts'

interface Crowd {
  count: number
  aaguid: string
}

/** So many people, each with one passkey of a model and a session it opened: rows like those there are, nobody's keys. */
export async function copyPeople(db: Db, { count, aaguid }: Crowd): Promise<void> {
  const [user] = await db('users').select('display_name', 'name_canonical', 'status', 'created_at')
  const [passkey] = await db('passkeys').where({ status: 'active' }).select('*')
  const [session] = await db('sessions').whereNull('ended_at').whereNotNull('passkey_id').select('*')
  if (!user || !passkey || !session) throw new Error('There is nobody to copy.')
  const copies = Array.from({ length: count }, () => {
    const ids = { user: randomUUID(), passkey: randomUUID(), session: randomUUID() }
    const email = `copy-${ids.user}@example.org`
    return {
      user: {
        ...user,
        ...{ id: ids.user, email, email_canonical: email, user_handle: ids.user },
        role: 'user' as const,
      },
      passkey: {
        ...passkey,
        ...{ id: ids.passkey, user_id: ids.user, credential_id: ids.passkey, aaguid, backup_eligible: 0 },
      },
      session: {
        ...session,
        ...{ id: ids.session, user_id: ids.user, passkey_id: ids.passkey },
        token_hash: randomBytes(32).toString('base64url'),
      },
    }
  })
  await inTransaction(db, async (tx) => {
    for (const copy of copies) {
      await tx('users').insert(copy.user)
      await tx('passkeys').insert(copy.passkey)
      await tx('sessions').insert(copy.session)
    }
  })
  await recount(db)
  await recountDays(db)
}
