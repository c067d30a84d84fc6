import { useEffect, useRef } from 'react'
import type { Passkey } from '../../shared/contract/passkey.ts'
import type { PasskeyTest, TestState } from '../lib/passkey-test.ts'
import { kindOf } from '../lib/passkey-words.ts'
import { askingWords } from '../lib/prompt-words.ts'
import { Notice } from './notice.tsx'
import { Waiting } from './waiting.tsx'

type Ended = Extract<TestState, { at: 'ended' }>['how']

interface Words {
  tone: 'done' | 'info' | 'attention'
  title: string
  text: string
}

const whereItIs: Record<ReturnType<typeof kindOf>, string> = {
  computer: 'It works only on the computer it was made on.',
  'security-key': 'Insert the key, touch it when it blinks, and test again.',
  manager: 'Unlock the credential manager it is kept in, and test again.',
}

function wordsOf(how: Ended, passkey: Passkey): Words {
  switch (how) {
    case 'works':
      return {
        tone: 'done',
        title: 'It works',
        text: 'Your fingerprint, face or PIN was checked, and the passkey’s answer is right. It would have signed you in.',
      }
    case 'another':
      return {
        tone: 'info',
        title: 'Another passkey answered',
        text: `Test again, and choose “${passkey.name}” in the prompt.`,
      }
    case 'rejected':
      return {
        tone: 'attention',
        title: 'Its answer was not accepted',
        text: 'You could not sign in with it. Register a new passkey there, and revoke this one.',
      }
    case 'dismissed':
      return {
        tone: 'info',
        title: 'Nothing answered',
        text: `The prompt was closed, or the passkey was not found. ${whereItIs[kindOf(passkey)]}`,
      }
    case 'misconfigured':
      return {
        tone: 'attention',
        title: 'Passkeys are not set up for this address',
        text: 'The address of this page and the server’s RP ID do not match. Tell whoever runs the server.',
      }
    case 'unsupported':
      return {
        tone: 'attention',
        title: 'This browser cannot ask for passkeys',
        text: 'Open WeftID in another one to test it.',
      }
  }
}

/** What a test of a passkey is waiting for, or has shown. Nothing while there is none. */
export function PasskeyTestResult({ passkey, test }: { passkey: Passkey; test: PasskeyTest }) {
  const { state, stop } = test
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state.at === 'ended' || state.at === 'failed') line.current?.focus()
  }, [state])
  if (state.at === 'idle') return null
  if (state.at === 'asking') return <Waiting onCancel={stop}>{askingWords}</Waiting>
  const { tone, title, text } =
    state.at === 'ended'
      ? wordsOf(state.how, passkey)
      : { tone: 'attention' as const, title: 'The test could not be done', text: state.message }
  return (
    <div ref={line} tabIndex={-1}>
      <Notice tone={tone} title={title} onDismiss={stop}>
        {text}
      </Notice>
    </div>
  )
}
