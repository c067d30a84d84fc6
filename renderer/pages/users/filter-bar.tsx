import { Check, ListFilter, X } from 'lucide-react'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Button } from '../../components/button.tsx'
import type { UsersFilter } from '../../stores/users.ts'
import { SearchBox } from './search-box.tsx'
import { filters } from './users-filter.ts'

interface Props {
  filter: UsersFilter
  /** An empty value takes the filter out. */
  onChange: (name: keyof UsersFilter, value: string) => void
  onSearch: (search: string) => void
}

/** Search, the filters one can add, and those set as chips one can remove. */
export function FilterBar({ filter, onChange, onSearch }: Props) {
  const set = filters.flatMap(({ name, label, choices }) => {
    const choice = choices.find(({ id }) => id === filter[name])
    return choice ? [{ name, words: `${label}: ${choice.label}` }] : []
  })
  return (
    <div className="filters">
      <SearchBox search={filter.search ?? ''} onSearch={onSearch} />
      <FilterMenu filter={filter} onChange={onChange} />
      {set.map(({ name, words }) => (
        <Button
          key={name}
          className="filters__chip"
          aria-label={`Remove filter ${words}`}
          onPress={() => onChange(name, '')}
        >
          {words}
          <X size={14} aria-hidden />
        </Button>
      ))}
    </div>
  )
}

function FilterMenu({ filter, onChange }: Pick<Props, 'filter' | 'onChange'>) {
  return (
    <MenuTrigger>
      <Button icon={ListFilter}>Filter</Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Menu className="options" aria-label="Filters">
          {filters.map(({ name, label, choices }) => (
            <MenuSection
              key={name}
              id={name}
              selectionMode="single"
              selectedKeys={filter[name] === undefined ? [] : [filter[name]]}
              onSelectionChange={(keys) => onChange(name, keys === 'all' ? '' : String([...keys][0] ?? ''))}
            >
              <Header className="filters__heading">{label}</Header>
              {choices.map((choice) => (
                <MenuItem key={choice.id} id={choice.id} className="option" textValue={choice.label}>
                  {({ isSelected }) => (
                    <>
                      {choice.label}
                      {isSelected && <Check size={16} aria-hidden className="option__tick" />}
                    </>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
