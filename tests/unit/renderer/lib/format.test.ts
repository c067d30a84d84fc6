import { describe, expect, it } from 'vitest'
import { count, durationWords, initials, list, timeInWords } from '../../../../renderer/lib/format.ts'

const now = Date.parse('2026-05-10T12:00:00.000Z')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const after = (milliseconds: number) => timeInWords(new Date(now + milliseconds).toISOString(), now)

describe('a moment in words', () => {
  it.each([
    [0, 'just now'],
    [-59_000, 'just now'],
    [20_000, 'just now'],
    [59_000, 'in a moment'],
    [-minute, '1 minute ago'],
    [-(hour - 1), '59 minutes ago'],
    [-hour, '1 hour ago'],
    [-day, 'yesterday'],
    [day, 'tomorrow'],
    [3 * day, 'in 3 days'],
    [-(7 * day - 1), '6 days ago'],
  ])('%i ms away: %s', (milliseconds, words) => {
    expect(after(milliseconds)).toBe(words)
  })

  it('is the date from a week on, with the year where it is another', () => {
    expect(after(-7 * day)).toMatch(/May/)
    expect(after(-7 * day)).not.toMatch(/2026/)
    expect(after(-365 * day)).toMatch(/2025/)
  })
})

describe('a length of time in words', () => {
  it.each([
    [1, '1 minute'],
    [10, '10 minutes'],
    [60, '1 hour'],
    [90, '90 minutes'],
    [1440, '24 hours'],
  ])('%i minutes: %s', (minutes, words) => {
    expect(durationWords(minutes)).toBe(words)
  })
})

describe('numbers, lists and initials', () => {
  it('counts in words', () => {
    expect([0, 1, 2].map((howMany) => count(howMany, 'passkey'))).toEqual([
      'no passkeys',
      '1 passkey',
      '2 passkeys',
    ])
  })

  it('lists', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(list)).toEqual(['', 'a', 'a and b', 'a, b and c'])
  })

  it.each([
    ['Ada Admin', 'AA'],
    ['ada@example.org', 'AO'],
    ['Åse', 'Å'],
    ['', ''],
  ])('%s: %s', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})
