import type { Method } from '../session.ts'

export declare const checked: unique symbol

/** Evidence that a factor was checked just now. A session can only be started from proofs. */
export interface Proof<M extends Method = Method> {
  readonly [checked]: true
  readonly method: M
  readonly userId: string
  readonly passkeyId: M extends 'passkey' | 'copied-passkey' ? string : string | null
}
