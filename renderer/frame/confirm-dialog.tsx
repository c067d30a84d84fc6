import { useRef, useState } from 'react'
import { describeFailure } from '../api/client.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Notice } from '../components/notice.tsx'
import { Waiting } from '../components/waiting.tsx'
import { askingWords } from '../lib/prompt-words.ts'
import { useFreshness } from '../stores/freshness.ts'

interface Trouble {
  tone: 'info' | 'attention' | 'danger'
  words: string
}

const troubles: Record<'dismissed' | 'misconfigured' | 'unsupported', Trouble> = {
  dismissed: {
    tone: 'info',
    words: 'The passkey prompt was closed or found nothing. Try again when you are ready.',
  },
  misconfigured: {
    tone: 'attention',
    words:
      'This server is not set up for passkeys at this address. Tell whoever runs it: the address and the RP ID differ.',
  },
  unsupported: {
    tone: 'attention',
    words: 'This browser cannot ask for passkeys. Open WeftID in another one.',
  },
}

/** "Confirm it's you", over whatever page asked for it; the act it interrupted goes on by itself. */
export function ConfirmDialog() {
  const { isAsking, confirm, dismiss } = useFreshness()
  const [isWaiting, setWaiting] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const prompt = useRef<AbortController | null>(null)

  const run = async () => {
    prompt.current = new AbortController()
    setWaiting(true)
    setTrouble(null)
    try {
      const status = await confirm(prompt.current.signal)
      if (status === 'dismissed' || status === 'misconfigured' || status === 'unsupported') {
        setTrouble(troubles[status])
      }
    } catch (error) {
      setTrouble({ tone: 'danger', words: describeFailure(error) })
    } finally {
      setWaiting(false)
    }
  }
  const close = () => {
    prompt.current?.abort()
    setTrouble(null)
    dismiss()
  }
  return (
    <Dialog
      title="Confirm it’s you"
      isOpen={isAsking}
      onClose={close}
      actions={
        isWaiting ? undefined : (
          <>
            <Button onPress={close}>Cancel</Button>
            <Button variant="primary" autoFocus onPress={() => void run()}>
              {trouble === null ? 'Continue with your passkey' : 'Try the passkey again'}
            </Button>
          </>
        )
      }
    >
      <p>This concerns who can sign in, so it needs a proof from the last five minutes.</p>
      {trouble && <Notice tone={trouble.tone}>{trouble.words}</Notice>}
      {isWaiting ? (
        <Waiting onCancel={() => prompt.current?.abort()}>{askingWords}</Waiting>
      ) : (
        <p className="quiet">You will be asked for your fingerprint, face or PIN.</p>
      )}
    </Dialog>
  )
}
