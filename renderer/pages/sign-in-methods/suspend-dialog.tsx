import { useState } from 'react'
import type { Methods } from '../../../shared/contract/methods.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Button } from '../../components/button.tsx'
import { Consequences } from '../../components/consequences.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { SuspensionField } from '../../components/suspension-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { count } from '../../lib/format.ts'
import { endOf, type Span } from '../../lib/suspension.ts'
import { useMethods } from '../../stores/methods.ts'
import { sessionWords } from './session-words.ts'
import { whatStays } from './what-stays.ts'

interface Props {
  passkey: Passkey
  methods: Methods
  onClose: () => void
  onSuspended: (result: string) => void
}

/** "I may have left it at home": takes one's own passkey out of use until it is found. */
export function SuspendDialog({ passkey, methods, onClose, onSuspended }: Props) {
  const suspend = useMethods((store) => store.suspend)
  const { isBusy, failure, attempt } = useAttempt()
  const [span, setSpan] = useState<Span>('open')
  const passkeys = methods.passkeys.filter(({ id }) => id !== passkey.id)
  const stays = whatStays({ ...methods, passkeys })
  const canRestore = passkeys.some(({ status }) => status === 'active')
  const elsewhere = passkey.openSessions - 1
  const confirm = async () => {
    const ended = await suspend(passkey.id, endOf(span, Date.now()))
    onSuspended(`${passkey.name} is suspended, ${count(ended, 'session')} ended.`)
    onClose()
  }
  return (
    <Dialog
      isOpen
      isDestructive
      title={`Suspend ${passkey.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" isBusy={isBusy} onPress={() => attempt(confirm)}>
            Suspend passkey
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <p>For a passkey you may have left somewhere. Nobody can sign in with it until it is restored.</p>
      {passkey.current && (
        <Notice tone="attention" title="You are signed out here at once">
          This session was opened with it
          {elsewhere > 0 &&
            `, and so ${elsewhere === 1 ? 'was one more' : `were ${elsewhere} more`} that will end`}
          .
        </Notice>
      )}
      <SuspensionField value={span} onChange={setSpan} />
      <Consequences
        happens={`It is refused from now on. ${passkey.current ? '' : sessionWords(passkey)}`}
        stays={stays === '' ? 'Nothing else of yours signs in: the help desk lets you back in.' : stays}
        left={
          canRestore
            ? 'Once you hold it again, restore it here. If it is lost for good, revoke it.'
            : 'Once you hold it again, ask the help desk to restore it: without another passkey you cannot do it yourself.'
        }
      />
    </Dialog>
  )
}
