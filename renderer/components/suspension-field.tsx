import { momentOf } from '../lib/format.ts'
import { useNow } from '../lib/now.ts'
import { endOf, spanOptions, type Span } from '../lib/suspension.ts'
import { SelectField } from './select-field.tsx'

interface SuspensionFieldProps {
  value: Span
  onChange: (span: Span) => void
}

/** For how long a passkey is suspended, and what becomes of it then. */
export function SuspensionField({ value, onChange }: SuspensionFieldProps) {
  const now = useNow()
  const end = endOf(value, now)
  return (
    <SelectField
      label="Suspended"
      options={spanOptions}
      value={value}
      onChange={onChange}
      description={
        end === undefined
          ? 'It stays suspended until somebody restores or revokes it.'
          : `Not restored by ${momentOf(end, now)}, it becomes revoked by itself, for good.`
      }
    />
  )
}
