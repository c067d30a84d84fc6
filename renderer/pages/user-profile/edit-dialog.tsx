import { useId, useState, type SyntheticEvent } from 'react'
import type { User } from '../../../shared/contract/user.ts'
import { changeUser as contract } from '../../../shared/contract/users.ts'
import { ApiError } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { fieldErrors } from '../../lib/field-errors.ts'
import { changeUser, type Change } from '../../stores/user-acts.ts'
import { EditFields, type Edited } from './edit-fields.tsx'

interface Props {
  user: User
  onClose: () => void
  onDone: (result: string) => void
}

/** Only what is another than it was. */
function changeOf(user: User, edited: Edited): Change {
  return {
    ...(edited.email !== user.email && { email: edited.email }),
    ...(edited.displayName !== user.displayName && { displayName: edited.displayName }),
    ...(edited.role !== user.role && { role: edited.role }),
  }
}

/** Changes somebody's name, e-mail and role. */
export function EditDialog({ user, onClose, onDone }: Props) {
  const form = useId()
  // What is being typed over must not change underneath.
  const [before] = useState(user)
  const [edited, setEdited] = useState<Edited>(user)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const { isBusy, failure, attempt } = useAttempt()
  const change = changeOf(before, edited)
  const save = async () => {
    if (Object.keys(change).length > 0) await changeUser(change)
    onDone(`${edited.displayName} is saved.`)
    onClose()
  }
  const explain = (refusal: unknown) => {
    const fields = refusal instanceof ApiError ? refusal.fields : {}
    setErrors(fields)
    return Object.keys(fields).length > 0
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const { error } = contract.body.safeParse(change)
    setErrors(error ? fieldErrors(error) : {})
    if (!error && !isBusy) attempt(save, explain)
  }
  return (
    <Dialog
      isOpen
      wide
      title={`Edit ${before.displayName}`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" isBusy={isBusy}>
            Save
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <form id={form} noValidate className="edit" onSubmit={submit}>
        <EditFields before={before} edited={edited} errors={errors} onChange={setEdited} />
      </form>
    </Dialog>
  )
}
