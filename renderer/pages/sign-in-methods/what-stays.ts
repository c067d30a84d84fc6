import type { Methods } from '../../../shared/contract/methods.ts'
import type { SecondStep } from '../../../shared/contract/next-step.ts'
import { secondSteps } from '../../lib/confirm-ways.ts'
import { count, list } from '../../lib/format.ts'

const stepNouns: Record<SecondStep, string> = {
  totp: 'your authenticator app',
  'security-key': 'a security key',
  'backup-code': 'a backup code',
}

/** "your authenticator app or a backup code"; null where nothing completes a password. */
export function secondStepWords(methods: Methods): string | null {
  const nouns = secondSteps(methods).map((step) => stepNouns[step])
  return nouns.length === 0 ? null : list(nouns).replace(/ and (?=[^,]*$)/, ' or ')
}

function passwordWords(methods: Methods): string | null {
  const steps = methods.password.set ? secondStepWords(methods) : null
  return steps === null ? null : `Your password with ${steps}.`
}

function codeWords({ remaining }: Methods['backupCodes']): string | null {
  return remaining > 0
    ? `Your ${count(remaining, 'backup code')} ${remaining === 1 ? 'is' : 'are'} kept.`
    : null
}

/** What an account that has only `methods` signs in with, in sentences. */
export function whatStays(methods: Methods): string {
  const active = methods.passkeys.filter(({ status }) => status === 'active').map(({ name }) => name)
  const passkeys = active.length > 0 ? `${list(active)}.` : null
  const sentences = [passkeys, passwordWords(methods), codeWords(methods.backupCodes)]
  return sentences.filter((each) => each !== null).join(' ')
}
