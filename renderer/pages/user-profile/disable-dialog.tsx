import type { User } from '../../../shared/contract/user.ts'
import { Consequences } from '../../components/consequences.tsx'
import { count } from '../../lib/format.ts'
import { disable } from '../../stores/user-acts.ts'
import { WhyDialog } from './why-dialog.tsx'

interface Props {
  user: User
  onClose: () => void
  onDone: (result: string) => void
}

const reasons = ['Left the organisation', 'On long leave', 'Account may be abused'] as const

/** Keeps somebody out without erasing anything. */
export function DisableDialog({ user, ...rest }: Props) {
  return (
    <WhyDialog
      {...rest}
      title={`Disable the account of ${user.displayName}?`}
      act="Disable account"
      reasons={reasons}
      run={async (why) =>
        `The account of ${user.displayName} is disabled, ${count(await disable(why), 'session')} ended.`
      }
    >
      <Consequences
        happens="Every session ends at once and nothing of theirs signs in any more. Open invitations and temporary passes are void."
        staysTitle="What stays"
        stays="Passkeys, codes and the record are kept. Enabled again, they sign in as before."
        left="If a device is in the wrong hands, revoke its passkey as well: enabling the account later would bring it back."
      />
    </WhyDialog>
  )
}
