import { expect, it } from 'vitest'
import type { Fault as HandOffFault } from '../../../../server/hand-off/judge.ts'
import type { Fault as SignInFault } from '../../../../server/passkeys/judge.ts'
import type { RegistrationFault } from '../../../../server/passkeys/registration-checks.ts'
import { failureWords } from '../../../../renderer/lib/failure-words.ts'

// Whoever adds a cause on the server has to name it here, or this does not compile.
const known: Record<SignInFault | HandOffFault | RegistrationFault, true> = {
  ...{ 'client-data-malformed': true, 'type-wrong': true, 'challenge-wrong': true, 'origin-wrong': true },
  ...{ 'cross-origin': true, 'id-inconsistent': true, 'authenticator-data-malformed': true },
  ...{ 'rp-id-wrong': true, 'user-not-present': true, 'user-not-verified': true, 'backup-flags-wrong': true },
  ...{ 'signature-wrong': true, malformed: true, 'challenge-void': true, 'challenge-of-another': true },
  ...{ 'passkey-unknown': true, 'passkey-suspended': true, 'passkey-revoked': true, 'user-disabled': true },
  ...{ 'relying-party-wrong': true, 'user-handle-wrong': true, 'owner-wrong': true },
  ...{ 'not-a-second-step': true, 'backup-eligibility-changed': true, 'counter-regressed': true },
  ...{ 'attestation-malformed': true, 'format-refused': true, 'credential-id-wrong': true },
  ...{ 'key-refused': true, 'not-discoverable': true, 'code-unknown': true, 'code-used': true },
  ...{ 'code-void': true, 'code-expired': true, 'verifier-wrong': true, 'state-wrong': true },
  ...{ 'session-over': true },
}

it.each(Object.keys(known))('%s has words', (fault) => {
  expect(failureWords('sign-in.failed', fault)).toMatch(/^[A-Z].*\.$/)
})

it('says nothing of a reason that somebody typed, nor of one that nobody names', () => {
  expect(failureWords('passkey.revoked', 'malformed')).toBeNull()
  expect(failureWords('sign-in.failed', 'something else')).toBeNull()
  expect(failureWords('sign-in.failed', null)).toBeNull()
})
