import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'

interface FieldPartsProps {
  label: ReactNode
  isOptional?: boolean | undefined
  description?: ReactNode
  error?: string | undefined
  children: ReactNode
}

/** Label, control, hint and error of one field, in the order they are read. */
export function FieldParts({ label, isOptional = false, description, error, children }: FieldPartsProps) {
  return (
    <>
      <Label className="field__label">
        {label}
        {isOptional ? <span className="field__optional"> (optional)</span> : null}
      </Label>
      {children}
      {description === undefined ? null : (
        <Text slot="description" className="field__hint">
          {description}
        </Text>
      )}
      <FieldError className="field__error">
        {error === undefined ? null : (
          <>
            <CircleAlert size={14} aria-hidden />
            {error}
          </>
        )}
      </FieldError>
    </>
  )
}
