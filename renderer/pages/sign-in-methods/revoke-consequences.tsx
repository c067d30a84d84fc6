import type { Methods } from '../../../shared/contract/methods.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Consequences } from '../../components/consequences.tsx'
import { removalSteps } from '../../lib/removal-steps.ts'
import { sessionWords } from './session-words.ts'
import { whatStays } from './what-stays.ts'

interface Props {
  passkey: Passkey
  methods: Methods
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
