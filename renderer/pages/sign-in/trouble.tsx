import type { ReactNode } from 'react'
import { Notice } from '../../components/notice.tsx'
import { useSupport } from '../../stores/server.ts'
import type { SignInState } from '../../stores/sign-in.ts'

interface Words {
  title: string
  text: (help: string) => ReactNode
}

const attention: Record<'rejected' | 'misconfigured' | 'unsupported', Words> = {
  rejected: {
    title: 'This passkey was not accepted',
    text: (help) => `It may have been revoked, or belong to another account. Use another passkey, or ${help}`,
  },
  misconfigured: {
    title: 'Passkeys are not set up for this address',
    text: () =>
      'This is a fault of the installation, not of yours: the address of this page and the server’s RP ID do not match. Tell whoever runs the server.',
  },
  unsupported: {
    title: 'This browser cannot ask for passkeys',
    text: () => 'Open this page in a current version of Chrome, Edge, Firefox or Safari.',
  },
}

function isAttention(at: SignInState['at']): at is keyof typeof attention {
  return at in attention
}

/** How the last try ended, where it did not end in the product: quiet words, and what to do. */
export function Trouble({ state }: { state: SignInState }) {
  const support = useSupport()
  if (state.at === 'failed') return <Notice tone="danger">{state.message}</Notice>
  if (state.at === 'dismissed') {
    return (
      <p role="status" className="quiet">
        The passkey prompt was closed or found nothing. Try again, or use another way.
      </p>
    )
  }
  if (!isAttention(state.at)) return null
  const { title, text } = attention[state.at]
  return (
    <Notice tone="attention" title={title}>
      {text(support === '' ? 'ask your help desk.' : `call the help desk: ${support}`)}
    </Notice>
  )
}
