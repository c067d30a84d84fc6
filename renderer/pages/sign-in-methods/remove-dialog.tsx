import { useState, type ReactNode } from 'react'
import { ApiError, describeFailure } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { LastWayInDialog } from './last-way-in-dialog.tsx'

interface Props {
  title: string
  /** The verb and its object, on the button. */
  act: string
  /** What it is called where it turns out to be the last way in: "Your password". */
  what: string
  /** Removes it and answers what that did, in words. */
  remove: () => Promise<string>
  onClose: () => void
  onRemoved: (result: string) => void
  /** The consequences. */
  children: ReactNode
}

/** Says what removing a way in does, then does it; the last one stays. */
export function RemoveDialog({ title, act, what, remove, onClose, onRemoved, children }: Props) {
  const { isBusy, failure, attempt } = useAttempt()
  const [lastWords, setLastWords] = useState<string | null>(null)
  if (lastWords !== null) {
    return (
      <LastWayInDialog what={what} onClose={onClose}>
        <p>{lastWords}</p>
      </LastWayInDialog>
    )
  }
  const confirm = async () => {
    onRemoved(await remove())
    onClose()
  }
  const explainConflict = (error: unknown) => {
    const isConflict = error instanceof ApiError && error.code === 'conflict'
    if (isConflict) setLastWords(describeFailure(error))
    return isConflict
  }
  return (
    <Dialog
      isOpen
      isDestructive
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <Button variant="danger" isBusy={isBusy} onPress={() => attempt(confirm, explainConflict)}>
            {act}
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      {children}
    </Dialog>
  )
}
