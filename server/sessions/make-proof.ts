import type { Method } from '../session.ts'
import type { Proof } from './proof.ts'

/** Attests that `method` was checked for this user. Only code that does such a check may import this. */
export function makeProof<M extends Method>(
  method: M,
  userId: string,
  passkeyId: Proof<M>['passkeyId'],
): Proof<M> {
  // The brand exists in types only, so that no other module can write a proof down.
  return { method, userId, passkeyId } as Proof<M>
}
