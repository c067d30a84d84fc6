import { describe, expect, it } from 'vitest'
import { isSortKey, sorted } from '../../../../renderer/pages/fleet/sort-models.ts'
import type { Model } from '../../../../shared/contract/fleet.ts'

const model = (name: string, facts: Partial<Model>): Model => ({
  aaguid: name,
  name,
  renamed: false,
  attested: false,
  active: 0,
  synced: 0,
  suspended: 0,
  users: 0,
  usersWithNothingElse: 0,
  lastUsedOn: null,
  ...facts,
})

const models = [
  model('b', { active: 10, synced: 5, lastUsedOn: '2026-11-19' }),
  model('A', { active: 3, synced: 3 }),
  model('c', { active: 10 }),
]
const names = (column: 'name' | 'share' | 'passkeys' | 'used', direction: 'ascending' | 'descending') =>
  sorted(models, { column, direction }).map(({ name }) => name)

describe('sorted', () => {
  it('orders models by a column, equals by name', () => {
    expect(names('name', 'ascending')).toEqual(['A', 'b', 'c'])
    expect(names('passkeys', 'descending')).toEqual(['b', 'c', 'A'])
    expect(names('share', 'descending')).toEqual(['A', 'b', 'c'])
    expect(names('used', 'ascending')).toEqual(['A', 'c', 'b'])
  })

  it('knows its columns', () => {
    expect(isSortKey('people')).toBe(true)
    expect(isSortKey('aaguid')).toBe(false)
  })
})
