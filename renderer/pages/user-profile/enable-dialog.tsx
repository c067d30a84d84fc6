import { useState } from 'react'
import { reason as reasonField } from '../../../shared/contract/fields.ts'
import type { User } from '../../../shared/contract/user.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { passkeyCountWords } from '../../lib/passkey-words.ts'
import { enable } from '../../stores/user-acts.ts'

interface Props {
  user: User
  onClose: () => void
  onDone: (result: string) => void
}

/** Lets somebody in again whose account was disabled. */
export function EnableDialog({ user, onClose, onDone }: Props) {
  const { isBusy, failure, attempt } = useAttempt()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const confirm = () => {
    const given = reasonField.optional().safeParse(reason.trim() === '' ? undefined : reason)
    setError(given.error?.issues[0]?.message)
    if (!given.success) return
    attempt(async () => {
      await enable(given.data)
      onDone(`The account of ${user.displayName} is enabled again.`)
      onClose()
    })
  }
  return (
    <Dialog
      isOpen
      title={`Enable the account of ${user.displayName} again?`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isBusy={isBusy} onPress={confirm}>
            Enable account
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <TextField
        autoFocus
        isOptional
        label="Reason"
        description="Kept in the record under your name."
        value={reason}
        onChange={setReason}
        error={error}
      />
      <p>
        {user.passkeys.active > 0
          ? `They can sign in again with what they had: ${passkeyCountWords(user.passkeys)}. Make sure that ${user.passkeys.active === 1 ? 'it is' : 'they are'} still in the right hands.`
          : 'They have no passkey that works: invite them again or issue a temporary pass afterwards.'}
      </p>
    </Dialog>
  )
}
