import { Ban, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import type { Revocation } from '../../../../shared/contract/fleet.ts'
import { Button } from '../../../components/button.tsx'
import { Notice } from '../../../components/notice.tsx'
import { useAttempt } from '../../../lib/attempt.ts'
import { useRevocation } from '../../../stores/revocation.ts'
import { CancelDialog } from './cancel-dialog.tsx'

interface Props {
  job: Revocation
  onDone: (result: string) => void
}

/** Stopping it for a while or for good, and going on; each says what it means before it is pressed. */
export function JobActs({ job, onDone }: Props) {
  const change = useRevocation((store) => store.change)
  const { isBusy, failure, attempt } = useAttempt()
  const [isCancelling, setCancelling] = useState(false)
  const isRunning = job.status === 'running'
  return (
    <>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <div className="job-acts">
        {/* One button that changes: the focus stays on it. */}
        <Button
          variant={isRunning ? 'secondary' : 'primary'}
          icon={isRunning ? Pause : Play}
          isBusy={isBusy}
          onPress={() => attempt(() => change(isRunning ? 'pause' : 'resume'))}
        >
          {isRunning ? 'Pause' : 'Resume'}
        </Button>
        <Button icon={Ban} onPress={() => setCancelling(true)}>
          Cancel the rest…
        </Button>
        <p className="job-acts__words">
          {isRunning
            ? 'Pausing lets the passkeys not reached yet work again until it is resumed.'
            : 'Resuming puts it into effect again for the rest, in your name; your own passkeys are left alone.'}
        </p>
      </div>
      {isCancelling && (
        <CancelDialog
          job={job}
          onClose={() => setCancelling(false)}
          onCancelled={() => onDone('The rest is cancelled. What was revoked stays revoked.')}
        />
      )}
    </>
  )
}
