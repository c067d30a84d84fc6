import type { ReactNode } from 'react'
import { Label } from 'react-aria-components/Label'
import { RadioButton, RadioField, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup'
import './radio-group.css'

interface RadioGroupProps<Id extends string> {
  label: ReactNode
  options: readonly { id: Id; label: string; description?: ReactNode }[]
  value: Id
  onChange: (id: Id) => void
}

/** A choice of one among a few that have to be read before choosing. */
export function RadioGroup<Id extends string>({ label, options, value, onChange }: RadioGroupProps<Id>) {
  return (
    <AriaRadioGroup
      className="field"
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key)
        if (chosen) onChange(chosen.id)
      }}
    >
      <Label className="field__label">{label}</Label>
      {options.map((option) => (
        <RadioField key={option.id} value={option.id}>
          <RadioButton className="radio">
            <span className="radio__dot" aria-hidden />
            <span className="radio__text">
              <span>{option.label}</span>
              {option.description === undefined ? null : (
                <span className="radio__hint">{option.description}</span>
              )}
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </AriaRadioGroup>
  )
}
