import type { Db } from '../db/connect.ts'
import * as store from './store.ts'

/**
 * A passkey that is stored only after a bulk revocation of its model was ordered counts as registered after it, whatever
 * clock gave it its time: the revocation might not come across it any more. To be called once it is counted.
 */
export const registeredAfterRevocations = (
  tx: Db,
  { id, aaguid }: { id: string; aaguid: string },
): Promise<void> => store.moveAfterRevocations(tx, id, aaguid)
