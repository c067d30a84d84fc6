import type { ReactNode } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField } from 'react-aria-components/TextField'
import { FieldParts } from './field-parts.tsx'

interface DayFieldProps {
  label: ReactNode
  description?: ReactNode
  error?: string | undefined
  isOptional?: boolean
  /** `2026-11-01`, or empty. */
  value: string
  onChange: (day: string) => void
  /** The first and the last day that can be chosen. */
  min?: string | undefined
  max?: string | undefined
}

/** A day, typed or chosen from the browser's own calendar. */
export function DayField(props: DayFieldProps) {
  const { label, description, error, isOptional, value, onChange, min, max } = props
  return (
    <TextField
      className="field"
      type="date"
      value={value}
      onChange={onChange}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldParts label={label} isOptional={isOptional} description={description} error={error}>
        <Input className="input" min={min} max={max} />
      </FieldParts>
    </TextField>
  )
}
