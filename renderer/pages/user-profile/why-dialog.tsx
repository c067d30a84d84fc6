import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import type { Why } from '../../stores/user-acts.ts'
import { useWhy, WhyFields } from './why-fields.tsx'

interface Props {
  /** The act and its object. */
  title: string
  /** The verb on the button. */
  act: string
  /** For an act that can be taken back. */
  isMild?: boolean
  /** What people commonly write as the reason. */
  reasons?: readonly string[]
  /** Does it, and answers what that did, in numbers. */
  run: (why: Why) => Promise<string>
  onClose: () => void
  onDone: (result: string) => void
  /** What happens, what stays, what is left to do. */
  children: ReactNode
}

/** One act on somebody that the record keeps: why, what it does, then the act. */
export function WhyDialog(props: Props) {
  const { title, act, isMild = false, reasons, run, onClose, onDone, children } = props
  const { isBusy, failure, attempt } = useAttempt()
  const why = useWhy()
  const confirm = () => {
    const given = why.check()
    if (given === null) return
    attempt(async () => {
      onDone(await run(given))
      onClose()
    })
  }
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant={isMild ? 'primary' : 'danger'} isBusy={isBusy} onPress={confirm}>
            {act}
          </Button>
        </>
      }
    >
      <WhyFields why={why} reasons={reasons} failure={failure} />
      {children}
    </Dialog>
  )
}
