import { Search, X } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField'

interface SearchFieldProps {
  /** Read to those who do not see the magnifier; shown as placeholder too. */
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  autoFocus?: boolean
}

/** A search box; Escape empties it. */
export function SearchField({
  label,
  placeholder = label,
  value,
  onChange,
  autoFocus = false,
}: SearchFieldProps) {
  return (
    <AriaSearchField
      className="search"
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
    >
      <Search size={16} aria-hidden />
      <Input className="input" placeholder={placeholder} />
      <Button className="search__clear" aria-label="Clear the search">
        <X size={14} aria-hidden />
      </Button>
    </AriaSearchField>
  )
}
