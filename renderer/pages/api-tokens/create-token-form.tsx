import { useEffect, useState, type SyntheticEvent } from 'react'
import { tokenPermission, type TokenPermission } from '../../../shared/contract/roles.ts'
import { createToken } from '../../../shared/contract/tokens.ts'
import { ApiError } from '../../api/client.ts'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { fieldErrors } from '../../lib/field-errors.ts'
import { useApiTokens } from '../../stores/api-tokens.ts'
import { PermissionsField } from './permissions-field.tsx'

const lengths = [
  { id: '7', label: '7 days' },
  { id: '30', label: '30 days' },
  { id: '90', label: '90 days' },
  { id: '365', label: 'A year' },
] as const

interface Props {
  id: string
  onBusy: (isBusy: boolean) => void
  onCreated: (name: string, secret: string) => void
}

/** What the token is for and what it may do: checked here by the contract's own schema, then by the server. */
export function CreateTokenForm({ id, onBusy, onCreated }: Props) {
  const create = useApiTokens((store) => store.create)
  const [name, setName] = useState('')
  const [permissions, setPermissions] = useState<TokenPermission[]>([])
  const [days, setDays] = useState<(typeof lengths)[number]['id']>('90')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const { isBusy, failure, attempt } = useAttempt()
  useEffect(() => onBusy(isBusy), [isBusy, onBusy])

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const { data, error } = createToken.body.safeParse({ name, permissions, days: Number(days) })
    setErrors(error ? fieldErrors(error) : {})
    if (!data || isBusy) return
    attempt(
      async () => onCreated(data.name, await create(data)),
      (refusal) => {
        const fields = refusal instanceof ApiError ? refusal.fields : {}
        setErrors(fields)
        return Object.keys(fields).length > 0
      },
    )
  }
  return (
    <form id={id} noValidate className="token__form" onSubmit={submit}>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <TextField
        autoFocus
        isRequired
        label="Name"
        description="What the program is, as the record will say it."
        autoComplete="off"
        value={name}
        onChange={setName}
        error={errors['name']}
      />
      <PermissionsField
        options={tokenPermission.options}
        value={permissions}
        onChange={setPermissions}
        error={errors['permissions']}
      />
      <SelectField label="Expires after" options={lengths} value={days} onChange={setDays} />
    </form>
  )
}
