import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { count } from '../../lib/format.ts'
import { useMethods } from '../../stores/methods.ts'
import { CodesDialog } from './codes-dialog.tsx'

interface Props {
  /** How many of the codes so far would stop working. */
  remaining: number
  onClose: () => void
  onMade: (result: string) => void
}

/** Asks whether the codes so far may stop working, then shows the new ones, once. */
export function NewCodesDialog({ remaining, onClose, onMade }: Props) {
  const makeCodes = useMethods((store) => store.makeCodes)
  const { isBusy, failure, attempt } = useAttempt()
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes !== null) {
    const finish = () => {
      onMade(`You have ${codes.length} new backup codes. Those before no longer work.`)
      onClose()
    }
    return (
      <CodesDialog title="Your new backup codes" codes={codes} onDone={finish}>
        Each of them lets you back in once if your passkey is lost. They are shown only now.
      </CodesDialog>
    )
  }
  return (
    <Dialog
      isOpen
      title="Make new backup codes?"
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            isBusy={isBusy}
            onPress={() => attempt(async () => setCodes(await makeCodes()))}
          >
            Make new codes
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <p>
        You get ten new codes.{' '}
        {remaining > 0
          ? `The ${count(remaining, 'code')} you still have ${remaining === 1 ? 'stops' : 'stop'} working at once.`
          : 'Those before stay used up.'}
      </p>
      <p className="quiet">They are shown only once, so have a place ready to keep them.</p>
    </Dialog>
  )
}
