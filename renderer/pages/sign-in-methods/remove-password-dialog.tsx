import type { Methods } from '../../../shared/contract/methods.ts'
import { Consequences } from '../../components/consequences.tsx'
import { count } from '../../lib/format.ts'
import { useMethods } from '../../stores/methods.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { whatStays } from './what-stays.ts'

interface Props {
  methods: Methods
  onClose: () => void
  onRemoved: (result: string) => void
}

/** Says what removing the password does, then does it. */
export function RemovePasswordDialog({ methods, onClose, onRemoved }: Props) {
  const removePassword = useMethods((store) => store.removePassword)
  const remove = async () => `Your password is removed, ${count(await removePassword(), 'session')} ended.`
  const without = { ...methods, password: { ...methods.password, set: false } }
  return (
    <RemoveDialog
      title="Remove your password?"
      act="Remove password"
      what="Your password"
      remove={remove}
      onClose={onClose}
      onRemoved={onRemoved}
    >
      <Consequences
        happens="It stops working at once, and other sessions that it opened end."
        stays={whatStays(without)}
        left="If a password manager keeps it, delete it there."
      />
    </RemoveDialog>
  )
}
