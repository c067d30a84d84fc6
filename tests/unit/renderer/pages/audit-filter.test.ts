import { describe, expect, it } from 'vitest'
import { startOfDay } from '../../../../renderer/lib/days.ts'
import { askedOf, filterOf, withAsked } from '../../../../renderer/pages/audit/audit-filter.ts'

const asked = (address: string) => askedOf(new URLSearchParams(address))

describe('the filters of the record', () => {
  it('are read from the address, and what is none is left out', () => {
    expect(asked('actor=a&target=b&action=device.lost&from=2026-11-01&to=2026-11-02&other=x')).toEqual({
      actor: 'a',
      target: 'b',
      action: 'device.lost',
      from: '2026-11-01',
      to: '2026-11-02',
    })
    expect(asked('actor=&action=made-up&from=yesterday')).toEqual({})
  })

  it('include the last day', () => {
    expect(filterOf({ from: '2026-11-01', to: '2026-11-02' })).toEqual({
      from: startOfDay('2026-11-01'),
      to: startOfDay('2026-11-03'),
    })
  })

  it('are set and taken out one at a time', () => {
    const address = withAsked(new URLSearchParams('actor=a'), 'action', 'device.lost')
    expect(address.toString()).toBe('actor=a&action=device.lost')
    expect(withAsked(address, 'actor', '').toString()).toBe('action=device.lost')
  })
})
