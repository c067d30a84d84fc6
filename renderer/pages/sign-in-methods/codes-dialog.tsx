import { useState, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { CodeList } from '../../components/code-list.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useUnsaved } from '../../lib/unsaved.ts'
import { useCurrentSession } from '../../stores/session.ts'

interface Props {
  title: string
  codes: string[]
  onDone: () => void
  /** What they are for. */
  children: ReactNode
}

/** New backup codes, the one time they are shown. */
export function CodesDialog({ title, codes, onDone, children }: Props) {
  const session = useCurrentSession()
  const [hasSaved, setSaved] = useState(false)
  useUnsaved(true)
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={title}
      // Escape must not lose them: only the tick lets go.
      onClose={() => undefined}
      actions={
        <Button variant="primary" isDisabled={!hasSaved} onPress={onDone}>
          Done
        </Button>
      }
    >
      <p>{children}</p>
      <CodeList codes={codes} heading={`WeftID backup codes of ${session?.user.email ?? 'this account'}`} />
      <Checkbox autoFocus isSelected={hasSaved} onChange={setSaved}>
        I have saved these codes
      </Checkbox>
    </Dialog>
  )
}
