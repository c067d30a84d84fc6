import { ChevronRight, KeyRound, LifeBuoy } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useSupport } from '../../stores/server.ts'

/** What else there is when the usual passkey is not at hand. */
export function OtherWays({ onPasskey }: { onPasskey: () => void }) {
  const support = useSupport()
  return (
    <section className="other-ways" aria-label="Other ways to sign in">
      <AriaButton className="way" onPress={onPasskey}>
        <KeyRound size={20} aria-hidden />
        <span>
          <span className="way__title">Another passkey</span>
          <span className="way__text">On a security key, a phone, or in a password manager.</span>
        </span>
        <ChevronRight size={16} aria-hidden />
      </AriaButton>
      <div className="way">
        <LifeBuoy size={20} aria-hidden />
        <div>
          <span className="way__title">Ask the help desk</span>
          <span className="way__text">
            {support === '' ? 'They can help you back in when your passkey is lost.' : support}
          </span>
        </div>
      </div>
    </section>
  )
}
