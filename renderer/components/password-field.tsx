import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { FieldParts } from './field-parts.tsx'

interface PasswordFieldProps {
  label?: ReactNode
  /** Whether password managers fill in the one they have, or propose another. */
  kind: 'current' | 'new'
  value: string
  onChange: (value: string) => void
  description?: ReactNode
  error?: string | undefined
  autoFocus?: boolean
  isReadOnly?: boolean
  /** `large` is 40 px, for the sign-in pages. */
  size?: 'normal' | 'large'
}

/** A password, which its owner may look at while typing. */
export function PasswordField(props: PasswordFieldProps) {
  const { label = 'Password', kind, description, error, size = 'normal', ...rest } = props
  const [isShown, setShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <AriaTextField
      {...rest}
      className="field"
      type={isShown ? 'text' : 'password'}
      autoComplete={`${kind}-password`}
      // Browsers that check spelling on line would send what they are shown.
      spellCheck="false"
      autoCorrect="off"
      isRequired
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldParts label={label} description={description} error={error}>
        <div className="reveal">
          <Input className={size === 'large' ? 'input input--large' : 'input'} autoCapitalize="none" />
          <AriaButton
            className="reveal__button"
            aria-label={isShown ? 'Hide password' : 'Show password'}
            onPress={() => setShown(!isShown)}
          >
            <Icon size={16} aria-hidden />
          </AriaButton>
        </div>
      </FieldParts>
    </AriaTextField>
  )
}
