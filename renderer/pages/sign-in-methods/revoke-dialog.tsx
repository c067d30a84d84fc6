import { useState } from 'react'
import type { Methods } from '../../../shared/contract/methods.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { ApiError } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { count } from '../../lib/format.ts'
import { useMethods } from '../../stores/methods.ts'
import { LastWayInDialog } from './last-way-in-dialog.tsx'
import { RevokeConsequences } from './revoke-consequences.tsx'

interface Props {
  passkey: Passkey
  methods: Methods
  onClose: () => void
  onRevoked: (result: string) => void
}

/** Says what revoking one's own passkey does, what still works and what is left to do; then does it. */
export function RevokeDialog({ passkey, methods, onClose, onRevoked }: Props) {
  const revoke = useMethods((store) => store.revoke)
  const others = methods.passkeys.filter(({ id, status }) => id !== passkey.id && status === 'active')
  const [isLastWayIn, setLastWayIn] = useState(others.length === 0 && !methods.password.set)
  const { isBusy, failure, attempt } = useAttempt()
  if (isLastWayIn) {
    return (
      <LastWayInDialog what={passkey.name} onClose={onClose}>
        <p>Without it nobody could sign in to your account, so you cannot revoke it yourself.</p>
        <p>
          Register another passkey and revoke this one afterwards. If this one is lost or stolen, ask an
          administrator to revoke it: they can let you back in.
        </p>
      </LastWayInDialog>
    )
  }

  const confirm = async () => {
    const ended = await revoke(passkey.id)
    onRevoked(`${passkey.name} is revoked, ${count(ended, 'session')} ended.`)
    onClose()
  }
  const explainConflict = (error: unknown) => {
    const isConflict = error instanceof ApiError && error.code === 'conflict'
    setLastWayIn(isConflict)
    return isConflict
  }
  return (
    <Dialog
      isOpen
      isDestructive
      title={`Revoke ${passkey.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <Button variant="danger" isBusy={isBusy} onPress={() => attempt(confirm, explainConflict)}>
            Revoke passkey
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <RevokeConsequences passkey={passkey} methods={methods} />
    </Dialog>
  )
}
