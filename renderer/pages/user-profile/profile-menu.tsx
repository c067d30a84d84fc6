import { CircleCheck, CircleSlash, Pencil } from 'lucide-react'
import { Menu, MenuItem } from '../../components/menu.tsx'
import type { User } from '../../../shared/contract/user.ts'

interface Props {
  user: User
  onEdit: () => void
  onDisable: () => void
  onEnable: () => void
}

/** The acts on somebody's account that are not for the moment of a call. */
export function ProfileMenu({ user, onEdit, onDisable, onEnable }: Props) {
  return (
    <Menu label={`More about ${user.displayName}`}>
      <MenuItem icon={Pencil} onAction={onEdit}>
        Edit
      </MenuItem>
      {user.status === 'disabled' ? (
        <MenuItem icon={CircleCheck} onAction={onEnable}>
          Enable account
        </MenuItem>
      ) : (
        <MenuItem icon={CircleSlash} isDanger onAction={onDisable}>
          Disable account
        </MenuItem>
      )}
    </Menu>
  )
}
