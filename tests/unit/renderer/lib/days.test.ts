import { describe, expect, it } from 'vitest'
import { dayOf, endOfDay, isDay, startOfDay } from '../../../../renderer/lib/days.ts'

describe('days', () => {
  it('begin and end at midnight where the reader is', () => {
    const start = new Date(startOfDay('2026-11-01'))
    expect([start.getFullYear(), start.getMonth(), start.getDate(), start.getHours()]).toEqual([
      2026, 10, 1, 0,
    ])
    expect(endOfDay('2026-11-01')).toBe(startOfDay('2026-11-02'))
    expect(endOfDay('2026-12-31')).toBe(startOfDay('2027-01-01'))
  })

  it('are found again from their moments', () => {
    expect(dayOf(startOfDay('2026-03-05'))).toBe('2026-03-05')
    expect(dayOf(Date.parse(endOfDay('2026-03-05')) - 1)).toBe('2026-03-05')
  })

  it.each(['2026-11-01', '2024-02-29'])('%s is one', (day) => expect(isDay(day)).toBe(true))
  it.each(['', '2026-13-01', '01.11.2026', '2026-11-01T00:00'])('%j is none', (day) =>
    expect(isDay(day)).toBe(false),
  )
})
