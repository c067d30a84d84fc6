import { useEffect } from 'react'
import type { UsersFilter } from '../../../shared/contract/users.ts'
import { FilterChips } from '../../components/filter-chips.tsx'
import { useNames } from '../../stores/names.ts'
import { FilterMenu } from './filter-menu.tsx'
import { SearchBox } from './search-box.tsx'
import { chosen } from './users-filter.ts'

interface Props {
  filter: UsersFilter
  /** An empty value takes the filter out. */
  onChange: (name: string, value: string) => void
  onSearch: (search: string) => void
  onClear: () => void
}

/** Search, the filters one can add, and those set as chips one can remove. */
export function FilterBar({ filter, onChange, onSearch, onClear }: Props) {
  const { names, learnModel } = useNames()
  const { soleModel } = filter
  useEffect(() => {
    if (soleModel !== undefined) void learnModel(soleModel)
  }, [soleModel, learnModel])
  const set = chosen(filter, soleModel === undefined ? undefined : names[soleModel])
  return (
    <div className="filters">
      <SearchBox search={filter.search ?? ''} onSearch={onSearch} />
      <FilterMenu set={set} onChange={onChange} />
      <FilterChips
        set={set.map(({ name, chip }) => ({ name, words: chip }))}
        onRemove={(name) => onChange(name, '')}
        onClear={onClear}
      />
    </div>
  )
}
