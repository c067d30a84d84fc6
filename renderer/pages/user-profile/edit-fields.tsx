import { role } from '../../../shared/contract/roles.ts'
import type { User } from '../../../shared/contract/user.ts'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { roleDuties, roleWords } from '../../lib/user-words.ts'

export type Edited = Pick<User, 'email' | 'displayName' | 'role'>

const roles = role.options.map((id) => ({ id, label: roleWords[id] }))

interface Props {
  before: User
  edited: Edited
  errors: Record<string, string>
  onChange: (edited: Edited) => void
}

/** Name, e-mail and role, each with what changing it means. */
export function EditFields({ before, edited, errors, onChange }: Props) {
  return (
    <>
      <TextField
        autoFocus
        isRequired
        label="Name"
        autoComplete="off"
        value={edited.displayName}
        onChange={(displayName) => onChange({ ...edited, displayName })}
        error={errors['displayName']}
      />
      <TextField
        isRequired
        label="E-mail"
        type="email"
        autoComplete="off"
        value={edited.email}
        onChange={(email) => onChange({ ...edited, email })}
        description={
          edited.email === before.email
            ? undefined
            : `They sign in with it from now on; ${before.email} is told.`
        }
        error={errors['email']}
      />
      <SelectField
        label="Role"
        options={roles}
        value={edited.role}
        onChange={(chosen) => onChange({ ...edited, role: chosen })}
        description={roleDuties[edited.role]}
        error={errors['role']}
      />
      {edited.role !== before.role && <RoleChange from={before.role} to={edited.role} />}
    </>
  )
}

function RoleChange({ from, to }: { from: User['role']; to: User['role'] }) {
  const isRising = from === 'user'
  return (
    <Notice tone={isRising ? 'attention' : 'info'} title="The role counts with their very next request">
      {isRising &&
        'Help desk and administrators sign in with passkeys only: a password, if they have one, no longer lets them in.'}
      {!isRising && to === 'user' && 'They lose the console at once, and keep their own account.'}
      {!isRising && to !== 'user' && 'Pages they have open follow by themselves.'}
    </Notice>
  )
}
