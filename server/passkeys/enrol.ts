import type { Db } from '../db/connect.ts'
import type { PasskeyRow } from '../db/tables.ts'
import { makeProof } from '../sessions/make-proof.ts'
import type { Proof } from '../sessions/proof.ts'
import { addPasskey } from './store.ts'

/** Stores a checked passkey in the transaction of what rests on it; null where its id is known already, to anybody. */
export async function storePasskey(tx: Db, row: PasskeyRow): Promise<Proof<'passkey'> | null> {
  return (await addPasskey(tx, row)) ? makeProof('passkey', row.user_id, row.id) : null
}
