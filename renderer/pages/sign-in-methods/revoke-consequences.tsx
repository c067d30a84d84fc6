import { CircleCheck, CircleX, Eraser } from 'lucide-react'
import type { Methods } from '../../../shared/contract/methods.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { count, list } from '../../lib/format.ts'
import { removalSteps } from '../../lib/removal-steps.ts'

interface Props {
  passkey: Passkey
  methods: Methods
  /** The active passkeys that remain. */
  others: Passkey[]
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
export function RevokeConsequences({ passkey, methods, others }: Props) {
  const { remaining } = methods.backupCodes
  const kept =
    remaining > 0 ? ` Your ${count(remaining, 'backup code')} ${remaining === 1 ? 'is' : 'are'} kept.` : ''
  return (
    <ul className="consequences">
      <li>
        <CircleX size={16} aria-hidden className="consequences__ends" />
        <div>
          <h3>What happens</h3>
          Its key is erased here at once and it can never sign in again. {sessionWords(passkey)}
        </div>
      </li>
      <li>
        <CircleCheck size={16} aria-hidden className="consequences__stays" />
        <div>
          <h3>What still works</h3>
          {others.length > 0 ? `${list(others.map(({ name }) => name))}.` : 'Your password.'}
          {kept}
        </div>
      </li>
      <li>
        <Eraser size={16} aria-hidden />
        <div>
          <h3>What is left for you to do</h3>
          The copy on the device stays until you remove it there:
          <ol className="consequences__steps">
            {removalSteps(passkey, location.hostname).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      </li>
    </ul>
  )
}
