import { CircleAlert } from 'lucide-react'
import { useId } from 'react'
import type { TokenPermission } from '../../../shared/contract/roles.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { permissionWords } from '../../lib/permission-words.ts'

interface Props {
  options: readonly TokenPermission[]
  value: TokenPermission[]
  onChange: (value: TokenPermission[]) => void
  error: string | undefined
}

/** What the program may do. */
export function PermissionsField({ options, value, onChange, error }: Props) {
  const fault = useId()
  const label = useId()
  return (
    <div className="field" role="group" aria-labelledby={label} aria-describedby={error && fault}>
      <span className="field__label" id={label}>
        Permissions
      </span>
      <div className="token__choices">
        {options.map((each) => (
          <Checkbox
            key={each}
            isSelected={value.includes(each)}
            onChange={(isSelected) =>
              onChange(isSelected ? [...value, each] : value.filter((other) => other !== each))
            }
          >
            {permissionWords[each]}
          </Checkbox>
        ))}
      </div>
      {error !== undefined && (
        <span className="field__error" id={fault} role="alert">
          <CircleAlert size={14} aria-hidden />
          {error}
        </span>
      )}
    </div>
  )
}
