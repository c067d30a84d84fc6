import type { Methods } from '../../../shared/contract/methods.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { count } from '../../lib/format.ts'
import { useMethods } from '../../stores/methods.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { RevokeConsequences } from './revoke-consequences.tsx'

interface Props {
  passkey: Passkey
  methods: Methods
  onClose: () => void
  onRevoked: (result: string) => void
}

const lastWords = (
  <>
    <p>Without it nobody could sign in to your account, so you cannot revoke it yourself.</p>
    <p>
      Register another passkey and revoke this one afterwards. If this one is lost or stolen, ask an
      administrator to revoke it: they can let you back in.
    </p>
  </>
)

/** Says what revoking one's own passkey does, what still works and what is left to do; then does it. */
export function RevokeDialog({ passkey, methods, onClose, onRevoked }: Props) {
  const revoke = useMethods((store) => store.revoke)
  const hasOther = methods.passkeys.some(({ id, status }) => id !== passkey.id && status === 'active')
  const remove = async () =>
    `${passkey.name} is revoked, ${count(await revoke(passkey.id), 'session')} ended.`
  return (
    <RemoveDialog
      title={`Revoke ${passkey.name}?`}
      act="Revoke passkey"
      what={passkey.name}
      isLast={!hasOther && !methods.password.set}
      lastWords={lastWords}
      remove={remove}
      onClose={onClose}
      onRemoved={onRevoked}
    >
      <RevokeConsequences passkey={passkey} methods={methods} />
    </RemoveDialog>
  )
}
