import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { FieldParts } from './field-parts.tsx'

interface SelectFieldProps<Id extends string> {
  label: ReactNode
  description?: ReactNode
  error?: string | undefined
  options: readonly { id: Id; label: string }[]
  value: Id
  onChange: (id: Id) => void
  isDisabled?: boolean
  name?: string
}

/** A choice of one among a few. */
export function SelectField<Id extends string>(props: SelectFieldProps<Id>) {
  const { label, description, error, options, value, onChange, isDisabled = false, name } = props
  return (
    <Select
      className="field"
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key)
        if (chosen) onChange(chosen.id)
      }}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      {...(name !== undefined && { name })}
    >
      <FieldParts label={label} description={description} error={error}>
        <Button className="input select__button">
          <SelectValue />
          <ChevronDown size={16} aria-hidden />
        </Button>
      </FieldParts>
      <Popover className="popover" offset={4}>
        <ListBox className="options" items={options}>
          {(option) => (
            <ListBoxItem className="option" id={option.id} textValue={option.label}>
              {({ isSelected }) => (
                <>
                  {option.label}
                  {isSelected ? <Check size={16} aria-hidden className="option__tick" /> : null}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
