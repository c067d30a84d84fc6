import type { Freshness } from '../../shared/contract/endpoint.ts'
import type { Methods } from '../../shared/contract/methods.ts'
import type { SecondStep } from '../../shared/contract/next-step.ts'

export type Means = 'passkey' | 'password' | SecondStep

/** What an account can prove itself with, as far as an act needs it. */
export interface ConfirmWays {
  passkey: boolean
  /** What completes a password; empty where none of it would be enough. */
  afterPassword: SecondStep[]
}

type Has = Pick<Methods, 'passkeys' | 'password' | 'totp' | 'backupCodes'>

const carried: readonly string[] = ['usb', 'nfc', 'ble', 'smart-card']

/** What of this account's own completes a password, the easiest first. */
export function secondSteps({ passkeys, totp, backupCodes }: Has): SecondStep[] {
  const hasKey = passkeys.some(
    ({ status, transports }) => status === 'active' && transports.some((each) => carried.includes(each)),
  )
  const steps: Record<SecondStep, boolean> = {
    totp: totp.enabled,
    'security-key': hasKey,
    'backup-code': backupCodes.remaining > 0,
  }
  return order.filter((step) => steps[step])
}

const order: readonly SecondStep[] = ['totp', 'security-key', 'backup-code']

/** Of these second steps, those that reach the level on an account with or without an active passkey. */
export function reaching(steps: readonly SecondStep[], level: Freshness, hasPasskey: boolean): SecondStep[] {
  if (level === 'passkey') return []
  return steps.filter((step) => level === 'level-1' || !hasPasskey || step === 'backup-code')
}

/** What this account can confirm an act of that level with. */
export function confirmWays(level: Freshness, methods: Has): ConfirmWays {
  const passkey = methods.passkeys.some(({ status }) => status === 'active')
  const { set, allowed } = methods.password
  return { passkey, afterPassword: set && allowed ? reaching(secondSteps(methods), level, passkey) : [] }
}
