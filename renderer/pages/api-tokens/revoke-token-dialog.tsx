import type { ApiToken } from '../../../shared/contract/tokens.ts'
import { Button } from '../../components/button.tsx'
import { Consequences } from '../../components/consequences.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { useApiTokens } from '../../stores/api-tokens.ts'

interface Props {
  token: ApiToken
  onClose: () => void
  onDone: (result: string) => void
}

/** Stops a program for good. */
export function RevokeTokenDialog({ token: { id, name }, onClose, onDone }: Props) {
  const revoke = useApiTokens((store) => store.revoke)
  const { isBusy, failure, attempt } = useAttempt()
  const confirm = () =>
    attempt(async () => {
      await revoke(id)
      onDone(`${name} is revoked.`)
      onClose()
    })
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={`Revoke ${name}?`}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <Button variant="danger" isBusy={isBusy} onPress={confirm}>
            Revoke token
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <Consequences
        happens="The program is refused from its next request on. This cannot be taken back."
        staysTitle="What stays"
        stays="Everything it has done, and every entry of the record about it."
        left="Where the program is to go on, create another token and give it to the program."
      />
    </Dialog>
  )
}
