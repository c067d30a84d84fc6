import { describe, expect, it } from 'vitest'
import {
  fleetWords,
  kindOfModel,
  lastUsedWords,
  percentOf,
  shareWords,
  sourceWords,
} from '../../../../renderer/lib/model-words.ts'
import type { Model } from '../../../../shared/contract/fleet.ts'

const model: Model = {
  aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
  name: 'YubiKey 5',
  renamed: false,
  attested: false,
  active: 10,
  synced: 0,
  suspended: 0,
  users: 9,
  usersWithNothingElse: 2,
  lastUsedOn: '2026-11-19',
}
const untold = { ...model, aaguid: '00000000-0000-0000-0000-000000000000', name: 'Unknown model' }

describe('the words about a model', () => {
  it('tell its kind', () => {
    expect(kindOfModel(model)).toBe('security-key')
    expect(kindOfModel({ ...model, aaguid: '08987058-cadc-4b81-b6e1-30de50dcbe96' })).toBe('computer')
    expect(kindOfModel({ ...model, synced: 1 })).toBe('manager')
    expect(kindOfModel(untold)).toBe('unknown')
  })

  it('tell how far its name can be believed', () => {
    expect(sourceWords(model)).toBe('Self-reported')
    expect(sourceWords({ ...model, attested: true })).toBe('Attested')
    expect(sourceWords({ ...model, name: 'Unknown model' })).toBe('Not in the list of known models')
    expect(sourceWords({ ...untold, name: 'Old keys', renamed: true })).toBe('Does not tell its model')
  })

  it('never call a part all or nothing', () => {
    expect(percentOf(1, 10_000)).toBe(1)
    expect(percentOf(9_999, 10_000)).toBe(99)
    expect(percentOf(10_000, 10_000)).toBe(100)
    expect(percentOf(0, 0)).toBe(0)
  })

  it('tell the share that is synced', () => {
    expect(shareWords(model)).toBe('This device only')
    expect(shareWords({ ...model, synced: 10 })).toBe('Synced')
    expect(shareWords({ ...model, synced: 3 })).toBe('30% synced, 70% one device')
    expect(shareWords({ ...model, active: 0 })).toBe('None in use')
  })

  it('sum a fleet up', () => {
    expect(fleetWords([model, { ...model, active: 1500, synced: 1400 }])).toBe(
      '1,510 passkeys of 2 models: 1,400 synced, 110 bound to one device.',
    )
  })

  it('tell the day of the last use as the server counts days', () => {
    const now = Date.parse('2026-12-01T00:00:00Z')
    expect(lastUsedWords(model, now)).toMatch(/19/)
    expect(lastUsedWords({ lastUsedOn: '2026-12-01' }, now)).toBe('today')
    expect(lastUsedWords({ lastUsedOn: '2026-11-30' }, now)).toBe('yesterday')
    expect(lastUsedWords({ lastUsedOn: '2026-11-25' }, now)).toBe('6 days ago')
    expect(lastUsedWords({ lastUsedOn: '2026-11-24' }, now)).toMatch(/24/)
    expect(lastUsedWords({ lastUsedOn: null }, now)).toBe('Not yet')
  })
})
