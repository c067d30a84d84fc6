import { usersFilter, type UsersFilter } from '../../../shared/contract/users.ts'
import { roleWords, statusWords } from '../../lib/user-words.ts'

const { shape } = usersFilter

/** One filter with one value, as the menu offers it and as its chip names it. */
export interface FilterChoice {
  name: keyof UsersFilter
  value: string
  label: string
  chip: string
}

interface FilterSection {
  label: string
  /** Whether setting one of its choices takes the others out. */
  isExclusive: boolean
  choices: FilterChoice[]
}

const exclusive = (name: keyof UsersFilter, label: string, words: Record<string, string>): FilterSection => ({
  label,
  isExclusive: true,
  choices: Object.entries(words).map(([value, each]) => ({
    name,
    value,
    label: each,
    chip: `${label}: ${each}`,
  })),
})

const passkeyWords = { none: 'None', one: 'Exactly one', any: 'At least one' }
const unusedWords = (days: string) => `Unused for ${days} days`

const needing = (name: keyof UsersFilter, value: string, label: string): FilterChoice => ({
  name,
  value,
  label,
  chip: label,
})

/** The filters besides the search. */
export const sections: FilterSection[] = [
  exclusive('role', 'Role', roleWords),
  exclusive('status', 'Status', statusWords),
  exclusive('passkeys', 'Passkeys', passkeyWords),
  {
    label: 'Needs attention',
    isExclusive: false,
    choices: [
      needing('atRisk', shape.atRisk.unwrap().value, 'One device-bound passkey and no codes'),
      needing('unusedDays', '90', unusedWords('90')),
      needing('invitation', shape.invitation.unwrap().value, 'Pending invitation'),
    ],
  },
]

const choices = sections.flatMap((section) => section.choices)

/** The filters that are set, in the order of the menu, each in words; `modelName` is what `soleModel` is called, if known. */
export function chosen(filter: UsersFilter, modelName?: string): FilterChoice[] {
  const { unusedDays, soleModel } = filter
  const found = choices.filter(({ name, value }) => String(filter[name]) === value)
  const hasDays = unusedDays === undefined || found.some(({ name }) => name === 'unusedDays')
  return [
    ...found,
    // An address may ask for what the menu does not offer.
    ...(hasDays ? [] : [needing('unusedDays', String(unusedDays), unusedWords(String(unusedDays)))]),
    ...(soleModel === undefined
      ? []
      : [needing('soleModel', soleModel, `Nothing but ${modelName ?? 'one model'}`)]),
  ]
}

/** What the address asks for; what it has that is no filter of ours is left out. */
export function filterOf(address: URLSearchParams): UsersFilter {
  const kept = Object.entries(shape).filter(([name, schema]) => {
    const value = address.get(name)
    return value !== null && value !== '' && schema.safeParse(value).success
  })
  return usersFilter.parse(Object.fromEntries(kept.map(([name]) => [name, address.get(name)])))
}

/** The address with one filter set anew, or taken out where `value` is empty; at the first page. */
export function withFilter(address: URLSearchParams, name: string, value: string): URLSearchParams {
  const changed = new URLSearchParams(address)
  changed.delete('cursor')
  if (value === '') changed.delete(name)
  else changed.set(name, value)
  return changed
}
