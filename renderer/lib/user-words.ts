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

/** What each role may do, in a sentence. */
export const roleDuties: Record<Role, string> = {
  user: 'Signs in and looks after their own passkeys.',
  helpdesk: 'Also sees everybody, and acts on the passkeys and sessions of users.',
  admin: 'Also adds and changes people, and acts on everybody else, administrators included.',
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
