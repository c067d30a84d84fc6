import { useId } from 'react'
import type { Freshness } from '../../shared/contract/endpoint.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Notice } from '../components/notice.tsx'
import { Waiting } from '../components/waiting.tsx'
import type { Means } from '../lib/confirm-ways.ts'
import { useFreshness } from '../stores/freshness.ts'
import { ConfirmField } from './confirm-field.tsx'
import { meansWords, waitingWords } from './confirm-words.ts'
import { type Confirmation, useConfirmation } from './use-confirmation.ts'
import './confirm-dialog.css'

/** "Confirm it's you", over whatever page asked for it; the act it interrupted goes on by itself. */
export function ConfirmDialog() {
  const level = useFreshness((store) => store.level)
  return level === null ? null : <Confirm level={level} />
}

const hasPrompt = (means: Means) => means === 'passkey' || means === 'security-key'

function Confirm({ level }: { level: Freshness }) {
  const confirmation = useConfirmation(level)
  const { means, busy, trouble, close } = confirmation
  const form = useId()
  return (
    <Dialog
      title="Confirm it’s you"
      isOpen
      onClose={close}
      actions={busy === 'asking' ? undefined : <Acts {...confirmation} form={form} />}
    >
      {isFirst(means) && (
        <p>This concerns who can sign in, so it needs a proof from the last five minutes.</p>
      )}
      {trouble && <Notice tone={trouble.tone}>{trouble.words}</Notice>}
      <Lead {...confirmation} />
      {!hasPrompt(means) && <ConfirmField key={means} id={form} {...confirmation} />}
      <OtherMeans {...confirmation} />
    </Dialog>
  )
}

const isFirst = (means: Means) => means === 'passkey' || means === 'password'

function Lead({ means, busy, stopAsking }: Confirmation) {
  if (busy === 'asking') return <Waiting onCancel={stopAsking}>{waitingWords(means)}</Waiting>
  return <p className={isFirst(means) ? 'quiet' : undefined}>{meansWords[means].lead}</p>
}

function Acts(confirmation: Confirmation & { form: string }) {
  return (
    <>
      <Button onPress={confirmation.close}>Cancel</Button>
      {hasPrompt(confirmation.means) ? (
        <Ask key={confirmation.means} {...confirmation} />
      ) : (
        <Send {...confirmation} />
      )}
    </>
  )
}

function Ask({ means, trouble, ask }: Confirmation) {
  const { act, again } = meansWords[means]
  return (
    <Button variant="primary" autoFocus onPress={ask}>
      {trouble === null ? act : again}
    </Button>
  )
}

function Send({ means, busy, form }: Confirmation & { form: string }) {
  return (
    <Button type="submit" form={form} variant="primary" isBusy={busy === 'sending'}>
      {meansWords[means].act}
    </Button>
  )
}

function OtherMeans({ others, choose }: Confirmation) {
  if (others.length === 0) return null
  return (
    <div className="confirm__others">
      {others.map((each) => (
        <Button key={each} variant="quiet" onPress={() => choose(each)}>
          {meansWords[each].choice}
        </Button>
      ))}
    </div>
  )
}
