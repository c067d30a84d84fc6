import { LinkButton } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { useMethods } from '../../stores/methods.ts'

const words = {
  'register-first': {
    title: 'You have no passkey yet',
    text: 'Register one, so that you can sign in with your fingerprint, face or PIN.',
    act: 'Register a passkey',
  },
  'second-firmly': {
    title: 'You have one passkey, bound to one device',
    text: 'Add a second one so a loss cannot lock you out.',
    act: 'Add a second passkey',
  },
}

/** What the account needs most, where it is urgent. A soft word about a second passkey belongs to the methods' own page. */
export function OverviewAdvice() {
  const { methods } = useMethods()
  if (methods.status !== 'ready') return null
  const { advice } = methods.value
  if (advice === null || advice === 'second-softly') return null
  const { title, text, act } = words[advice]
  return (
    <Notice tone="attention" title={title} action={<LinkButton to="/register">{act}</LinkButton>}>
      {text}
    </Notice>
  )
}
