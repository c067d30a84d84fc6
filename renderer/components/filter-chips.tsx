import { X } from 'lucide-react'
import { Button } from './button.tsx'

interface Props<Name extends string> {
  /** The filters that are set, each in words. */
  set: readonly { name: Name; words: string }[]
  onRemove: (name: Name) => void
  onClear: () => void
}

/** The filters that are set, as chips one can remove: one at a time, or all. */
export function FilterChips<Name extends string>({ set, onRemove, onClear }: Props<Name>) {
  return (
    <>
      {set.map(({ name, words }) => (
        <Button
          key={name}
          className="filters__chip"
          aria-label={`Remove filter ${words}`}
          onPress={() => onRemove(name)}
        >
          {words}
          <X size={14} aria-hidden />
        </Button>
      ))}
      {set.length > 1 && (
        <Button variant="quiet" onPress={onClear}>
          Clear all
        </Button>
      )}
    </>
  )
}
