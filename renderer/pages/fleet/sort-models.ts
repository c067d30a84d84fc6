import type { Model } from '../../../shared/contract/fleet.ts'

const keys = {
  name: ({ name }: Model) => name.toLowerCase(),
  share: ({ synced, active }: Model) => (active === 0 ? -1 : synced / active),
  passkeys: ({ active }: Model) => active,
  people: ({ users }: Model) => users,
  sole: ({ usersWithNothingElse }: Model) => usersWithNothingElse,
  used: ({ lastUsedOn }: Model) => lastUsedOn ?? '',
}

/** What the table can be sorted by. */
export type SortKey = keyof typeof keys
export interface Sorting {
  column: SortKey
  direction: 'ascending' | 'descending'
}

export const isSortKey = (name: unknown): name is SortKey => typeof name === 'string' && name in keys

/** The models in this order; equals by name. */
export function sorted(models: readonly Model[], { column, direction }: Sorting): Model[] {
  const sign = direction === 'ascending' ? 1 : -1
  const key = keys[column]
  return models.toSorted((one, other) => {
    const [a, b] = [key(one), key(other)]
    if (a === b) return one.name.localeCompare(other.name)
    return a < b ? -sign : sign
  })
}
