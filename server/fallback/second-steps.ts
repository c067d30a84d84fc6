import type { SecondStep } from '../../shared/contract/next-step.ts'

/** Everything an account could sign in with at this moment. */
export interface Means {
  /** Active passkeys. */
  passkeys: number
  /** Those of them on authenticators that are carried from computer to computer. */
  securityKeys: number
  password: boolean
  totp: boolean
  /** Backup codes not used yet. */
  backupCodes: number
}

/** What could complete a sign-in after its first factor, the easiest first. */
export function secondSteps({ totp, securityKeys, backupCodes }: Means): SecondStep[] {
  return [
    ...(totp ? (['totp'] as const) : []),
    ...(securityKeys > 0 ? (['security-key'] as const) : []),
    ...(backupCodes > 0 ? (['backup-code'] as const) : []),
  ]
}

/** Whether the account's owner can sign in by themselves; a code that only opens an enrolment does not count. */
export const hasWayIn = (means: Means): boolean =>
  means.passkeys > 0 || (means.password && secondSteps(means).length > 0)

/** Whether the owner can come back by themselves: signing in, or with a code alone where that `codesCount`. */
export const canComeBack = (means: Means, codesCount: boolean): boolean =>
  hasWayIn(means) || (codesCount && !means.password && means.backupCodes > 0)
