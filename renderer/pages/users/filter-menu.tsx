import { Check, ListFilter } from 'lucide-react'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Button } from '../../components/button.tsx'
import { sections, type FilterChoice } from './users-filter.ts'

interface Props {
  set: FilterChoice[]
  /** An empty value takes the filter out. */
  onChange: (name: string, value: string) => void
}

const keyOf = ({ name, value }: FilterChoice) => `${name}=${value}`

/** The filters one can add or take out, by what they are about. */
export function FilterMenu({ set, onChange }: Props) {
  const keys = set.map(keyOf)
  const change = (choices: FilterChoice[], selected: Set<string>) => {
    for (const choice of choices) {
      const isSet = keys.includes(keyOf(choice))
      if (selected.has(keyOf(choice)) && !isSet) onChange(choice.name, choice.value)
      // Taken out; another value of the same filter takes its place by itself.
      if (isSet && !choices.some((each) => each.name === choice.name && selected.has(keyOf(each))))
        onChange(choice.name, '')
    }
  }
  return (
    <MenuTrigger>
      <Button icon={ListFilter}>Filter</Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Menu className="options" aria-label="Filters">
          {sections.map(({ label, isExclusive, choices }) => (
            <MenuSection
              key={label}
              id={label}
              selectionMode={isExclusive ? 'single' : 'multiple'}
              selectedKeys={choices.map(keyOf).filter((key) => keys.includes(key))}
              onSelectionChange={(selected) =>
                change(choices, new Set(selected === 'all' ? choices.map(keyOf) : [...selected].map(String)))
              }
            >
              <Header className="filters__heading">{label}</Header>
              {choices.map((choice) => (
                <MenuItem key={keyOf(choice)} id={keyOf(choice)} className="option" textValue={choice.label}>
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
