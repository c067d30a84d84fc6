import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  CheckboxButton,
  CheckboxField,
  type CheckboxFieldProps as AriaCheckboxProps,
} from 'react-aria-components/Checkbox'

interface CheckboxProps extends Omit<AriaCheckboxProps, 'children' | 'className'> {
  children?: ReactNode
}

/** A tick and its sentence; without one, give `aria-label`. */
export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <CheckboxField {...rest}>
      <CheckboxButton className="checkbox">
        {({ isIndeterminate }) => (
          <>
            <span className="checkbox__box">
              {isIndeterminate ? (
                <Minus size={14} aria-hidden />
              ) : (
                <Check size={14} strokeWidth={2.5} aria-hidden />
              )}
            </span>
            {children === undefined ? null : <span>{children}</span>}
          </>
        )}
      </CheckboxButton>
    </CheckboxField>
  )
}
