import { describe, expect, it } from 'vitest'
import { freshFor, freshLevel, levelOf, methodOf } from '../../../server/freshness.ts'
import type { Method } from '../../../server/session.ts'
import { kindOf } from '../../../server/sessions/life.ts'

const at = new Date('2026-01-01T12:00:00Z')
const freshUntil = new Date(at.getTime() + freshFor)
const later = (milliseconds: number) => new Date(at.getTime() + milliseconds)

// What opens a session like this, and how much a proof of it is worth for five minutes.
const table: [Method, 'full' | 'pending' | 'enrolment', 0 | 1 | 2][] = [
  ['passkey', 'full', 2],
  ['setup', 'enrolment', 2],
  ['invitation', 'enrolment', 2],
  ['backup-code', 'enrolment', 2],
  ['temporary-pass', 'enrolment', 2],
  ['password', 'pending', 0],
  ['copied-passkey', 'pending', 0],
  ['password+totp', 'full', 1],
  ['password+security-key', 'full', 1],
  ['password+backup-code', 'full', 2],
  ['copied-passkey+totp', 'full', 1],
  ['copied-passkey+security-key', 'full', 1],
  ['copied-passkey+backup-code', 'full', 2],
]

describe('what proves a person', () => {
  it('is known whole', () => {
    expect(table.map(([method]) => method).sort()).toEqual(Object.keys(levelOf).sort())
  })

  it.each(table)('%s opens a session that is %s, fresh at level %i', (method, kind, level) => {
    expect(kindOf(method)).toBe(kind)
    expect(freshLevel({ freshUntil, freshMethod: method }, at)).toBe(level)
  })

  it.each(table)('%s counts as fresh for five minutes less nothing', (method, _kind, level) => {
    expect(freshFor).toBe(5 * 60_000)
    expect(freshLevel({ freshUntil, freshMethod: method }, later(freshFor - 1))).toBe(level)
    expect(freshLevel({ freshUntil, freshMethod: method }, later(freshFor))).toBe(0)
    expect(freshLevel({ freshUntil, freshMethod: method }, later(freshFor + 1))).toBe(0)
  })

  it('was nothing where one of both is missing', () => {
    expect(freshLevel({ freshUntil: null, freshMethod: 'passkey' }, at)).toBe(0)
    expect(freshLevel({ freshUntil, freshMethod: null }, at)).toBe(0)
  })

  it.each(['', 'Passkey', 'totp', 'password+', 'toString', '__proto__', 'constructor', 'password+passkey'])(
    'is nothing that no version has written: %j',
    (text) => {
      expect(() => methodOf(text)).toThrow(/unknown method/)
    },
  )
})
