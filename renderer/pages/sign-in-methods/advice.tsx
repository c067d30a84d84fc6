import { useState } from 'react'
import type { Methods } from '../../../shared/contract/methods.ts'
import { LinkButton } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { isPutOff, putOff } from '../../lib/put-off.ts'

const firm = {
  title: 'You have one passkey, and it stays on one device',
  text: 'Register a second one so a loss does not lock you out.',
}
const soft = {
  title: 'A second passkey is a good idea',
  text: 'Yours is kept by one credential manager. A second one elsewhere lets you in when that one cannot.',
}

/** Asks for a second passkey, firmly where the only one is bound to a device. Dismissed, it rests for a month. */
export function Advice({ methods: { advice, userHandle } }: { methods: Methods }) {
  const [isHidden, setHidden] = useState(() => isPutOff(userHandle))
  if (isHidden || advice === null || advice === 'register-first') return null
  const isFirm = advice === 'second-firmly'
  const { title, text } = isFirm ? firm : soft
  const dismiss = () => {
    putOff(userHandle)
    setHidden(true)
  }
  return (
    <Notice
      tone={isFirm ? 'attention' : 'info'}
      title={title}
      action={<LinkButton to="/register">Register a second passkey</LinkButton>}
      onDismiss={dismiss}
    >
      {text}
    </Notice>
  )
}
