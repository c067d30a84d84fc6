import type { Passkey } from '../../../shared/contract/passkey.ts'
import type { User } from '../../../shared/contract/user.ts'
import { restore } from '../../stores/user-acts.ts'
import { WhyDialog } from './why-dialog.tsx'

interface Props {
  user: User
  passkey: Passkey
  onClose: () => void
  onDone: (result: string) => void
}

const reasons = ['Found again', 'It was at home', 'False alarm'] as const

/** Brings a suspended passkey of somebody's back. */
export function RestoreDialog({ user, passkey, ...rest }: Props) {
  return (
    <WhyDialog
      {...rest}
      isMild
      title={`Restore ${passkey.name} of ${user.displayName}?`}
      act="Restore passkey"
      reasons={reasons}
      run={async (why) => {
        await restore(passkey.id, why)
        return `${passkey.name} is restored and can sign in again.`
      }}
    >
      <p>
        It can sign in again at once. Make sure first that its owner holds it again. The sessions it had stay
        ended.
      </p>
    </WhyDialog>
  )
}
