import { describe, expect, it } from 'vitest'
import { leftOf, outcomeOf, rateOf } from '../../../../renderer/lib/revocation-words.ts'

describe('the words about a bulk revocation', () => {
  it('tell what it did', () => {
    expect(outcomeOf({ revoked: 1204, skipped: 0, sessionsEnded: 1 })).toBe('1,204 revoked, 1 session ended')
    expect(outcomeOf({ revoked: 3, skipped: 2, sessionsEnded: 0 })).toBe(
      '3 revoked, 2 skipped, no sessions ended',
    )
  })

  it('never leave fewer than none', () => {
    expect(leftOf({ total: 3, revoked: 3, skipped: 1 })).toBe(0)
  })

  it('tell its pace once there is enough to tell it from', () => {
    expect(rateOf([])).toBeNull()
    expect(rateOf([{ at: 0, done: 5 }])).toBeNull()
    expect(
      rateOf([
        { at: 0, done: 5 },
        { at: 900, done: 9 },
      ]),
    ).toBeNull()
    expect(
      rateOf([
        { at: 0, done: 5 },
        { at: 900, done: 9 },
        { at: 2000, done: 205 },
      ]),
    ).toBe(100)
  })
})
