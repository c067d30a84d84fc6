import { Button } from '../../../components/button.tsx'
import { Consequences } from '../../../components/consequences.tsx'
import { Notice } from '../../../components/notice.tsx'
import { useAttempt } from '../../../lib/attempt.ts'
import { count } from '../../../lib/format.ts'
import type { Order, Preview } from '../../../stores/revocation-order.ts'
import { actWords } from './revoke-words.ts'

interface Props {
  order: Order
  expected: Preview
  onBack: () => void
  onConfirm: () => Promise<void>
}

/** What happens, what stays, what is left to do; then the act. */
export function ConfirmStep({ order, expected, onBack, onConfirm }: Props) {
  const { isBusy, failure, attempt } = useAttempt()
  const { sessions, lockedOut } = expected
  const isSkipping = order.lockedOut === 'skip'
  return (
    <div className="revoke__form">
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <Consequences
        happens={
          <p>
            From this moment none of these passkeys signs in
            {isSkipping && ', apart from those of people who may have to be skipped'}. One after the other
            their keys are erased and {count(sessions, 'session')} ended; those desktops sign themselves out.
            It cannot be undone.
          </p>
        }
        staysTitle="What stays"
        stays={
          <p>
            Passkeys of other models, passwords and backup codes. It can be paused and cancelled while it
            runs.
          </p>
        }
        left={
          <p>
            {lockedOut.count === 0
              ? 'Nothing: everybody has another way in.'
              : isSkipping
                ? 'Help those who were skipped to another passkey, then revoke theirs.'
                : 'Issue those who are locked out a temporary pass each.'}
          </p>
        }
      />
      <div className="revoke__acts">
        <Button onPress={onBack}>Back</Button>
        <Button variant="danger" isBusy={isBusy} onPress={() => attempt(onConfirm)}>
          {actWords(order, expected)}
        </Button>
      </div>
    </div>
  )
}
