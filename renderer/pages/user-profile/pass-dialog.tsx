import { useState } from 'react'
import type { User } from '../../../shared/contract/user.ts'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { clockTime, dateOf, durationWords } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useUserProfile, type TemporaryPass } from '../../stores/user-profile.ts'
import { useWhy, WhyFields } from './why-fields.tsx'

const lengths = ['10', '60', '480', '1440'] as const
const options = lengths.map((id) => ({ id, label: durationWords(Number(id)) }))

interface Props {
  user: User
  onClose: () => void
}

/** Issues a temporary pass: how long and why; then the pass, once. */
export function PassDialog({ user, onClose }: Props) {
  const issuePass = useUserProfile((store) => store.issuePass)
  const { isBusy, failure, attempt } = useAttempt()
  const [length, setLength] = useState<(typeof lengths)[number]>('60')
  const [pass, setPass] = useState<TemporaryPass | null>(null)
  const why = useWhy()
  if (pass !== null) return <IssuedDialog user={user} pass={pass} onClose={onClose} />

  const issue = () => {
    const given = why.check()
    if (given !== null) attempt(async () => setPass(await issuePass(Number(length), given)))
  }
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={`Issue a temporary pass for ${user.displayName}?`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isBusy={isBusy} onPress={issue}>
            Issue pass
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <p>
        With it they can register a new passkey, and nothing else. Make sure first that the caller is who they
        say they are. A pass from before stops working.
      </p>
      <WhyFields why={why} />
      <SelectField label="Valid for" options={options} value={length} onChange={setLength} />
    </Dialog>
  )
}

interface IssuedProps extends Props {
  pass: TemporaryPass
}

function IssuedDialog({ user, pass: { pass, expiresAt }, onClose }: IssuedProps) {
  const now = useNow()
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={`Temporary pass for ${user.displayName}`}
      // Escape must not lose it.
      onClose={() => undefined}
      actions={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <div className="pass">
        <code className="pass__code" aria-label="Temporary pass">
          {pass}
        </code>
        <CopyButton text={pass} />
      </div>
      <p>
        It works once, until {dateOf(expiresAt, now)}, {clockTime(expiresAt)}. It is not shown again.
      </p>
      <div>
        <h3>Read this to the caller</h3>
        <blockquote className="pass__words">
          On the sign-in page choose “Use another way”, then “Use a temporary pass”. Enter your e-mail
          address,
          {` ${user.email}`}, and this code: the hyphens and capitals do not matter. Then register a passkey
          on your computer.
        </blockquote>
      </div>
    </Dialog>
  )
}
