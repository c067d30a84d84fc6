import { useState } from 'react'
import type { User } from '../../../shared/contract/user.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { issuePass, type TemporaryPass } from '../../stores/user-acts.ts'
import { lengthOptions, type PassLength } from './pass-length.ts'
import { PassToRead } from './pass-to-read.tsx'
import { useWhy, WhyFields } from './why-fields.tsx'

interface Props {
  user: User
  onClose: () => void
}

/** Issues a temporary pass: how long and why; then the pass, once. */
export function PassDialog({ user, onClose }: Props) {
  const { isBusy, failure, attempt } = useAttempt()
  const [length, setLength] = useState<PassLength>('60')
  const [pass, setPass] = useState<TemporaryPass | null>(null)
  const why = useWhy()
  const issue = () => {
    const given = why.check()
    if (given !== null) attempt(async () => setPass(await issuePass(Number(length), given)))
  }
  // One dialog for both: a second one would not know where the focus came from.
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={
        pass === null
          ? `Issue a temporary pass for ${user.displayName}?`
          : `Temporary pass for ${user.displayName}`
      }
      // Escape must not lose it.
      onClose={pass === null ? onClose : () => undefined}
      actions={
        pass === null ? (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" isBusy={isBusy} onPress={issue}>
              Issue pass
            </Button>
          </>
        ) : (
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        )
      }
    >
      {pass === null ? (
        <>
          <p>
            With it they can register a new passkey, and nothing else. Make sure first that the caller is who
            they say they are. A pass from before stops working.
          </p>
          <WhyFields why={why} failure={failure} />
          <SelectField label="Valid for" options={lengthOptions} value={length} onChange={setLength} />
        </>
      ) : (
        <PassToRead user={user} pass={pass} />
      )}
    </Dialog>
  )
}
