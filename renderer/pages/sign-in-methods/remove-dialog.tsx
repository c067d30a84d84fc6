import { useState, type ReactNode } from 'react'
import { ApiError, describeFailure } from '../../api/client.ts'
import { Button, LinkButton } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'

interface Props {
  title: string
  /** The verb and its object, on the button. */
  act: string
  /** What it is called where it turns out to be the last way in: "Your password". */
  what: string
  /** Known from the start to be the last way in; otherwise the server says so. */
  isLast?: boolean
  /** What to do about the last way in, where the server's own words are not enough. */
  lastWords?: ReactNode
  /** Removes it and answers what that did, in words. */
  remove: () => Promise<string>
  onClose: () => void
  onRemoved: (result: string) => void
  /** The consequences. */
  children: ReactNode
}

/** Says what removing a way in does, then does it; why the last one stays, and what to do instead. */
export function RemoveDialog(props: Props) {
  const { title, act, what, isLast = false, lastWords, remove, onClose, onRemoved, children } = props
  const { isBusy, failure, attempt } = useAttempt()
  const [refusal, setRefusal] = useState<string | null>(null)
  const confirm = async () => {
    onRemoved(await remove())
    onClose()
  }
  const explainConflict = (error: unknown) => {
    const isConflict = error instanceof ApiError && error.code === 'conflict'
    if (isConflict) setRefusal(describeFailure(error))
    return isConflict
  }
  // One dialog for both: a second one would not know where the focus came from.
  if (isLast || refusal !== null) {
    return (
      <Dialog
        isOpen
        title={`${what} is your last way in`}
        onClose={onClose}
        actions={<LastActs add={lastWords ? 'another passkey' : 'a passkey'} onClose={onClose} />}
      >
        {lastWords ?? <p>{refusal}</p>}
      </Dialog>
    )
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

function LastActs({ add, onClose }: { add: string; onClose: () => void }) {
  return (
    <>
      <Button autoFocus onPress={onClose}>
        Cancel
      </Button>
      <LinkButton variant="primary" to="/register">
        Register {add} first
      </LinkButton>
    </>
  )
}
