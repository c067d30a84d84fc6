import { Asterisk, ChevronRight, KeyRound, LifeBuoy, ListChecks, Ticket, type LucideIcon } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { WayBack } from '../../stores/joining.ts'
import { useSupport } from '../../stores/server.ts'

interface OtherWaysProps {
  /** Undefined where no passkey can be used, or another is asked for already. */
  onPasskey?: () => void
  /** Undefined where it is asked for already, or not used at all. */
  onPassword?: () => void
  onComeBack: (way: WayBack) => void
}

/** What else there is when the usual passkey is not at hand. */
export function OtherWays({ onPasskey, onPassword, onComeBack }: OtherWaysProps) {
  const support = useSupport()
  return (
    <section className="other-ways" aria-label="Other ways to sign in">
      {onPasskey && (
        <Way icon={KeyRound} title="Another passkey" onPress={onPasskey}>
          On a security key, a phone, or in a password manager.
        </Way>
      )}
      {onPassword && (
        <Way icon={Asterisk} title="Use your password" onPress={onPassword}>
          With a second step: an app, a security key or a backup code.
        </Way>
      )}
      <Way icon={ListChecks} title="Use a backup code" onPress={() => onComeBack('backup-code')}>
        For an account without a password: one of the codes you saved.
      </Way>
      <Way icon={Ticket} title="Use a temporary pass" onPress={() => onComeBack('temporary-pass')}>
        A code from the help desk, when your passkey is lost.
      </Way>
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

interface WayProps {
  icon: LucideIcon
  title: string
  children: string
  onPress: () => void
}

function Way({ icon: Icon, title, children, onPress }: WayProps) {
  return (
    <AriaButton className="way" onPress={onPress}>
      <Icon size={20} aria-hidden />
      <span>
        <span className="way__title">{title}</span>
        <span className="way__text">{children}</span>
      </span>
      <ChevronRight size={16} aria-hidden />
    </AriaButton>
  )
}
