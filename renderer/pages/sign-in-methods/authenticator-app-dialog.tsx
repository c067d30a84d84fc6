import { useId, useState, type SyntheticEvent } from 'react'
import type { ResponseOf } from '../../../shared/contract/endpoint.ts'
import type { beginTotp } from '../../../shared/contract/fallback.ts'
import { totpCode } from '../../../shared/contract/next-step.ts'
import { ApiError } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { CodeField } from '../../components/code-field.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { useInvalidFocus } from '../../lib/invalid-focus.ts'
import { useMethods } from '../../stores/methods.ts'

interface Props {
  setup: ResponseOf<typeof beginTotp>
  /** Whether another app was set up before. */
  isReplacing: boolean
  onClose: () => void
  onDone: (result: string) => void
}

/** In groups of four, as people type. */
const grouped = (secret: string) => secret.replace(/.{4}(?=.)/g, '$& ')

/** Shows an app its secret, and takes the code that proves it has it. */
export function AuthenticatorAppDialog({ setup, isReplacing, onClose, onDone }: Props) {
  const finishTotp = useMethods((store) => store.finishTotp)
  const form = useId()
  const [replaces] = useState(isReplacing)
  const [code, setCode] = useState('')
  const [errors, setErrors] = useState<{ code?: string }>({})
  const fields = useInvalidFocus(errors)
  const { isBusy, failure, attempt } = useAttempt()

  const finish = async () => {
    await finishTotp(code)
    onDone(replaces ? 'Your authenticator app is replaced.' : 'Your authenticator app is set up.')
    onClose()
  }
  const explain = (error: unknown) => {
    const wrong = error instanceof ApiError ? error.fields['code'] : undefined
    if (wrong !== undefined) setErrors({ code: wrong })
    return wrong !== undefined
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wrong = totpCode.safeParse(code).error?.issues[0]?.message
    setErrors(wrong === undefined ? {} : { code: wrong })
    if (wrong === undefined && !isBusy) attempt(finish, explain)
  }
  return (
    <Dialog
      isOpen
      wide
      title={replaces ? 'Replace your authenticator app' : 'Set up an authenticator app'}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" isBusy={isBusy}>
            {replaces ? 'Replace' : 'Set up'}
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="attention">{failure}</Notice>}
      <div className="app-setup">
        <QrCode text={setup.uri} label="QR code for your authenticator app" />
        <div className="app-setup__steps">
          <Secret secret={setup.secret} replaces={replaces} />
          <form ref={fields} id={form} noValidate onSubmit={submit}>
            <CodeField autoFocus value={code} onChange={setCode} error={errors.code} isReadOnly={isBusy} />
          </form>
        </div>
      </div>
    </Dialog>
  )
}

function Secret({ secret, replaces }: { secret: string; replaces: boolean }) {
  return (
    <>
      <p>
        Scan the code with your authenticator app, then enter the six digits it shows.
        {replaces && ' The app so far works until then.'}
      </p>
      <div className="app-setup__secret">
        <p className="quiet" id="app-secret">
          Cannot scan it? Type this key instead.
        </p>
        <code aria-labelledby="app-secret">{grouped(secret)}</code>
        <CopyButton text={secret} label="Copy key" />
      </div>
    </>
  )
}
