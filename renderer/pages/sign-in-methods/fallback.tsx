import type { Methods } from '../../../shared/contract/methods.ts'
import { Section } from '../../components/page.tsx'
import { AuthenticatorApp } from './authenticator-app.tsx'
import { Password } from './password.tsx'
import './fallback.css'

interface Props {
  methods: Methods
  onDone: (result: string) => void
}

/** The password and what completes it, for those whose role may have one. */
export function Fallback({ methods, onDone }: Props) {
  const { password, totp } = methods
  if (!password.allowed && !totp.enabled) return null
  return (
    <Section
      title={password.allowed ? 'Password and authenticator app' : 'Authenticator app'}
      description="For a computer where no passkey of yours can be used."
    >
      <ul className="own-passkeys">
        {password.allowed && (
          <li>
            <Password methods={methods} onDone={onDone} />
          </li>
        )}
        <li>
          <AuthenticatorApp methods={methods} onDone={onDone} />
        </li>
      </ul>
    </Section>
  )
}
