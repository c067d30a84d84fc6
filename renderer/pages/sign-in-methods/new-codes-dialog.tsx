import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { CodeList } from '../../components/code-list.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { count } from '../../lib/format.ts'
import { useUnsaved } from '../../lib/unsaved.ts'
import { useMethods } from '../../stores/methods.ts'
import { useCurrentSession } from '../../stores/session.ts'

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
    return <NewCodes codes={codes} onDone={finish} />
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

function NewCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const session = useCurrentSession()
  const [hasSaved, setSaved] = useState(false)
  useUnsaved(true)
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title="Your new backup codes"
      // Escape must not lose them: only the tick lets go.
      onClose={() => undefined}
      actions={
        <Button variant="primary" isDisabled={!hasSaved} onPress={onDone}>
          Done
        </Button>
      }
    >
      <p>Each of them lets you back in once if your passkey is lost. They are shown only now.</p>
      <CodeList codes={codes} heading={`WeftID backup codes of ${session?.user.email ?? 'this account'}`} />
      <Checkbox autoFocus isSelected={hasSaved} onChange={setSaved}>
        I have saved these codes
      </Checkbox>
    </Dialog>
  )
}
