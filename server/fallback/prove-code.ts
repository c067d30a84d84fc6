import type { SecondStep } from '../../shared/contract/next-step.ts'
import { spendCode } from '../backup-codes/codes.ts'
import type { Db } from '../db/connect.ts'
import type { Services } from '../services.ts'
import type { Half } from '../session.ts'
import { makeProof } from '../sessions/make-proof.ts'
import type { Proof } from '../sessions/proof.ts'
import { spendTotp } from './totp.ts'

interface Try {
  first: Half
  userId: string
  step: Exclude<SecondStep, 'security-key'>
  code: string
}

/** Spends a code that completes `first`: of two who give it at once, one gets the proof. Null where it is wrong. */
export async function proveCode(
  services: Services,
  tx: Db,
  { first, userId, step, code }: Try,
): Promise<Proof<`${Half}+totp` | `${Half}+backup-code`> | null> {
  const at = services.now()
  const right =
    step === 'totp'
      ? await spendTotp(services, tx, { userId, code, at })
      : await spendCode(tx, userId, code, at)
  return right ? makeProof(`${first}+${step}`, userId, null) : null
}
