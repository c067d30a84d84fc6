import type { Revocation } from '../../../../shared/contract/fleet.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Notice } from '../../../components/notice.tsx'
import { useAttempt } from '../../../lib/attempt.ts'
import { amount } from '../../../lib/format.ts'
import { leftOf } from '../../../lib/revocation-words.ts'
import { useRevocation } from '../../../stores/revocation.ts'

interface Props {
  job: Revocation
  onClose: () => void
  onCancelled: () => void
}

/** Ends a bulk revocation where it is: what that leaves as it is, and what works again. */
export function CancelDialog({ job, onClose, onCancelled }: Props) {
  const change = useRevocation((store) => store.change)
  const { isBusy, failure, attempt } = useAttempt()
  const confirm = () =>
    attempt(async () => {
      await change('cancel')
      onCancelled()
      onClose()
    })
  return (
    <Dialog
      isOpen
      isDestructive
      title={`Cancel the rest of this revocation of ${job.modelName}?`}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Keep it
          </Button>
          <Button variant="danger" isBusy={isBusy} onPress={confirm}>
            Cancel the rest
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <p>
        The {amount(job.revoked)} revoked so far stay revoked. The {amount(leftOf(job))} not reached yet work
        as before.
      </p>
      <p className="quiet">It cannot be resumed afterwards. A new one can be started for the rest.</p>
    </Dialog>
  )
}
