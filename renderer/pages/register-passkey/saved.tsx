import { CircleCheck } from 'lucide-react'
import { type SyntheticEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Methods } from '../../../shared/contract/methods.ts'
import { type Passkey, passkeyRename } from '../../../shared/contract/passkey.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { CodeList } from '../../components/code-list.tsx'
import { Notice } from '../../components/notice.tsx'
import { PasskeyTestResult } from '../../components/passkey-test-result.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { usePasskeyTest } from '../../lib/passkey-test.ts'
import { kindOf } from '../../lib/passkey-words.ts'
import { useUnsaved } from '../../lib/unsaved.ts'
import { useJoining } from '../../stores/joining.ts'
import { testPasskey } from '../../stores/passkey-test.ts'
import { useRegistration } from '../../stores/registration.ts'
import { useCurrentSession } from '../../stores/session.ts'
import { SecondPasskey } from './second-passkey.tsx'

/** Where the passkey lives, and so whether it alone is enough. */
function homeWords({ backup, ...passkey }: Passkey): string {
  if (backup === 'synced')
    return 'Saved in your credential manager, so you can sign in on your other devices too.'
  if (backup === 'can-sync')
    return 'Saved in your credential manager. It can be synced, but is not backed up yet.'
  return `This passkey stays on this ${kindOf({ backup, ...passkey }) === 'security-key' ? 'security key' : 'computer'}.`
}

interface SavedProps {
  passkey: Passkey
  codes: string[]
  advice: Methods['advice']
}

/** The passkey is stored: its name, the backup codes where they came with it, then the second one. */
export function Saved({ passkey, codes, advice }: SavedProps) {
  const { rename } = useRegistration()
  const session = useCurrentSession()
  const isReturning = useJoining((store) => store.isReturning)
  const navigate = useNavigate()
  const [name, setName] = useState(passkey.name)
  const [hasSaved, setSaved] = useState(false)
  const [isAdvising, setAdvising] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const { isBusy, failure, attempt } = useAttempt()
  const test = usePasskeyTest((signal) => testPasskey(passkey, signal))
  const needsTick = codes.length > 0
  useUnsaved(needsTick && !isAdvising)
  if (isAdvising) return <SecondPasskey isFirm={passkey.backup === 'device'} home={homeWords(passkey)} />

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const { data, error: wrong } = passkeyRename.safeParse({ name })
    setError(wrong?.issues[0]?.message)
    if (!data || isBusy) return
    attempt(async () => {
      await rename(data.name)
      if (advice === null) await navigate(needsTick && !isReturning ? '/' : '/account/sign-in-methods')
      else setAdvising(true)
    })
  }
  return (
    <form className="entry__form" noValidate onSubmit={submit}>
      <div className="entry__done" role="status">
        <CircleCheck size={28} strokeWidth={1.5} aria-hidden />
        <div>
          <h1>Your passkey is ready</h1>
          <p className="entry__lead">{homeWords(passkey)}</p>
        </div>
      </div>
      <TextField
        label="Name of this passkey"
        description="So that you can tell your passkeys apart."
        value={name}
        onChange={setName}
        error={error}
      />
      {needsTick ? (
        <section className="entry__stack" aria-labelledby="codes-title">
          <div>
            <h2 id="codes-title">Your backup codes</h2>
            <p className="quiet">
              Each of them lets you back in once if your passkey is lost. Keep them where you keep important
              papers. They are shown only now.
            </p>
          </div>
          <CodeList
            codes={codes}
            heading={`WeftID backup codes of ${session?.user.email ?? 'this account'}`}
          />
          <Checkbox isSelected={hasSaved} onChange={setSaved}>
            I have saved these codes
          </Checkbox>
        </section>
      ) : null}
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <PasskeyTestResult passkey={passkey} test={test} />
      <div className="entry__actions">
        <Button onPress={test.start}>Test this passkey</Button>
        <Button type="submit" variant="primary" isBusy={isBusy} isDisabled={needsTick && !hasSaved}>
          Done
        </Button>
      </div>
    </form>
  )
}
