import type { Methods } from '../../../shared/contract/methods.ts'
import { Consequences } from '../../components/consequences.tsx'
import { useMethods } from '../../stores/methods.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { whatStays } from './what-stays.ts'

interface Props {
  methods: Methods
  onClose: () => void
  onRemoved: (result: string) => void
}

/** Says what removing the authenticator app does, then does it. */
export function RemoveAppDialog({ methods, onClose, onRemoved }: Props) {
  const removeTotp = useMethods((store) => store.removeTotp)
  const remove = async () => {
    await removeTotp()
    return 'Your authenticator app is removed.'
  }
  const without = { ...methods, totp: { enabled: false, createdAt: null } }
  return (
    <RemoveDialog
      title="Remove your authenticator app?"
      act="Remove app"
      what="Your authenticator app"
      remove={remove}
      onClose={onClose}
      onRemoved={onRemoved}
    >
      <Consequences
        happens="Its codes are no longer accepted, from this moment."
        stays={whatStays(without)}
        left="Delete the entry in the app: its codes are of no use any more."
      />
    </RemoveDialog>
  )
}
