import type { Methods } from '../../../shared/contract/methods.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { count } from '../../lib/format.ts'
import { removalSteps } from '../../lib/removal-steps.ts'
import { Consequences } from './consequences.tsx'
import { whatStays } from './what-stays.ts'

interface Props {
  passkey: Passkey
  methods: Methods
}

function sessionWords({ openSessions, current }: Passkey): string {
  if (!current) {
    return openSessions === 0
      ? 'No session is open with it.'
      : `${count(openSessions, 'session')} it opened will end.`
  }
  const elsewhere = openSessions - 1
  return elsewhere > 0
    ? `You are signed out here, and ${count(elsewhere, 'more session', 'more sessions')} it opened will end.`
    : 'You are signed out here, because this session was opened with it.'
}

/** What happens, what stays, and what the person must still do. */
export function RevokeConsequences({ passkey, methods }: Props) {
  const passkeys = methods.passkeys.filter(({ id }) => id !== passkey.id)
  return (
    <Consequences
      happens={`Its key is erased here at once and it can never sign in again. ${sessionWords(passkey)}`}
      stays={whatStays({ ...methods, passkeys })}
      left={
        <>
          The copy on the device stays until you remove it there:
          <ol className="consequences__steps">
            {removalSteps(passkey, location.hostname).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      }
    />
  )
}
