import { useEffect, useState, type SyntheticEvent } from 'react'
import type { Role } from '../../../shared/contract/roles.ts'
import { createUser, type Invitation } from '../../../shared/contract/users.ts'
import { ApiError } from '../../api/client.ts'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { fieldErrors } from '../../lib/field-errors.ts'
import { roleDuties, roleWords } from '../../lib/user-words.ts'
import { useUsers } from '../../stores/users.ts'

const roles = createUser.body.shape.role.unwrap().options.map((id) => ({ id, label: roleWords[id] }))

interface Props {
  id: string
  onBusy: (isBusy: boolean) => void
  onInvited: (name: string, invitation: Invitation) => void
}

/** Who is to be added: checked here by the contract's own schema, then by the server. */
export function AddUserForm({ id, onBusy, onInvited }: Props) {
  const add = useUsers((store) => store.add)
  const [email, setEmail] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [role, setRole] = useState<Role>('user')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const { isBusy, failure, attempt } = useAttempt()
  useEffect(() => onBusy(isBusy), [isBusy, onBusy])

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const { data, error } = createUser.body.safeParse({ email, displayName, role })
    setErrors(error ? fieldErrors(error) : {})
    if (!data || isBusy) return
    attempt(
      async () => onInvited(data.displayName, await add(data)),
      (refusal) => {
        const fields = refusal instanceof ApiError ? refusal.fields : {}
        setErrors(fields)
        return Object.keys(fields).length > 0
      },
    )
  }
  return (
    <form id={id} noValidate className="add-user" onSubmit={submit}>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <TextField
        autoFocus
        isRequired
        label="E-mail"
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
        error={errors['email']}
      />
      <TextField
        isRequired
        label="Name"
        autoComplete="off"
        value={displayName}
        onChange={setDisplayName}
        error={errors['displayName']}
      />
      <SelectField
        label="Role"
        options={roles}
        value={role}
        onChange={setRole}
        description={roleDuties[role]}
        error={errors['role']}
      />
    </form>
  )
}
