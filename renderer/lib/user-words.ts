import {
  CircleCheck,
  CircleSlash,
  Headset,
  Mail,
  ShieldCheck,
  User as Person,
  type LucideIcon,
} from 'lucide-react'
import type { Role } from '../../shared/contract/roles.ts'
import type { User } from '../../shared/contract/user.ts'

export const roleWords: Record<Role, string> = {
  user: 'User',
  helpdesk: 'Help desk',
  admin: 'Administrator',
}

/** The picture beside `roleWords`. */
export const roleIcons: Record<Role, LucideIcon> = {
  user: Person,
  helpdesk: Headset,
  admin: ShieldCheck,
}

export const statusWords: Record<User['status'], string> = {
  invited: 'Invited',
  active: 'Active',
  disabled: 'Disabled',
}

/** The picture beside `statusWords`. */
export const statusIcons: Record<User['status'], LucideIcon> = {
  invited: Mail,
  active: CircleCheck,
  disabled: CircleSlash,
}
