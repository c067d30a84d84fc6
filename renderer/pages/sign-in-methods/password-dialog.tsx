import { useId, useState, type SyntheticEvent } from 'react'
import {
  newPassword,
  passwordLength,
  type setPassword as endpoint,
} from '../../../shared/contract/fallback.ts'
import type { ResponseOf } from '../../../shared/contract/endpoint.ts'
import { ApiError } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { count } from '../../lib/format.ts'
import { useInvalidFocus } from '../../lib/invalid-focus.ts'
import { useMethods } from '../../stores/methods.ts'
import { useCurrentSession } from '../../stores/session.ts'
import { CodesDialog } from './codes-dialog.tsx'

interface Props {
  /** Whether there is one already. */
  isSet: boolean
  onClose: () => void
  onDone: (result: string) => void
}

/** Sets or changes the password; where codes come with it, they are shown, once. */
export function PasswordDialog({ isSet, onClose, onDone }: Props) {
  const form = useId()
  const [codes, setCodes] = useState<string[] | null>(null)
  const [wasSet] = useState(isSet)
  const [isBusy, setBusy] = useState(false)
  const result = wasSet ? 'Your password is changed' : 'Your password is set'
  if (codes !== null) {
    const finish = () => {
      onDone(`${result}, with ${codes.length} backup codes.`)
      onClose()
    }
    return (
      <CodesDialog title="Your backup codes" codes={codes} onDone={finish}>
        {result}. A password alone never signs you in: one of these completes it, each of them once. They are
        shown only now.
      </CodesDialog>
    )
  }
  const saved = ({ sessionsEnded, backupCodes }: ResponseOf<typeof endpoint>) => {
    if (backupCodes) {
      setCodes(backupCodes)
      return
    }
    onDone(wasSet ? `${result}, ${count(sessionsEnded, 'session')} ended.` : `${result}.`)
    onClose()
  }
  return (
    <Dialog
      isOpen
      title={wasSet ? 'Change your password' : 'Set a password'}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" isBusy={isBusy}>
            {wasSet ? 'Change password' : 'Set password'}
          </Button>
        </>
      }
    >
      <p>
        {wasSet
          ? 'The one so far stops working at once, and other sessions that it opened end.'
          : 'A password alone never signs you in: a second step is always asked for.'}
      </p>
      <NewPassword id={form} onBusy={setBusy} onSaved={saved} />
    </Dialog>
  )
}

interface NewPasswordProps {
  id: string
  onBusy: (isBusy: boolean) => void
  onSaved: (answer: ResponseOf<typeof endpoint>) => void
}

function NewPassword({ id, onBusy, onSaved }: NewPasswordProps) {
  const setPassword = useMethods((store) => store.setPassword)
  const session = useCurrentSession()
  const { failure, attempt } = useAttempt()
  const [password, setTyped] = useState('')
  const [errors, setErrors] = useState<{ password?: string }>({})
  const form = useInvalidFocus(errors)

  const save = async () => {
    onBusy(true)
    try {
      onSaved(await setPassword(password))
    } finally {
      onBusy(false)
    }
  }
  const explain = (error: unknown) => {
    const wrong = error instanceof ApiError ? error.fields['password'] : undefined
    if (wrong !== undefined) setErrors({ password: wrong })
    return wrong !== undefined
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wrong = newPassword.safeParse(password).error?.issues[0]?.message
    setErrors(wrong === undefined ? {} : { password: wrong })
    if (wrong === undefined) attempt(save, explain)
  }
  return (
    <form ref={form} id={id} noValidate className="dialog__fields" onSubmit={submit}>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      {/* Password managers look for whose password it is. */}
      <input hidden readOnly autoComplete="username" value={session?.user.email ?? ''} />
      <PasswordField
        autoFocus
        kind="new"
        label="New password"
        description={`At least ${passwordLength.least} characters. A few words are easiest to remember.`}
        value={password}
        onChange={setTyped}
        error={errors.password}
      />
    </form>
  )
}
