import { describe, expect, it } from 'vitest'
import { freshLevel } from '../../../server/freshness.ts'
import { keysFor, setupToken } from '../../../server/secret.ts'
import { equalSecrets, hashOf, newCode, newId, newToken, normalizeCode } from '../../../server/tokens.ts'

describe('a code to type', () => {
  it.each([
    ['ABCD-EFGH', 'ABCDEFGH'],
    ['abcd efgh', 'ABCDEFGH'],
    [' ab-cd–ef—gh_ ', 'ABCDEFGH'],
    ['o0il1', '00111'],
    ['ＡＢＣＤ', 'ABCD'],
    ['', ''],
  ])('%j means %j', (typed, meant) => {
    expect(normalizeCode(typed)).toBe(meant)
  })

  it('means itself, and no two are the same', () => {
    const codes = Array.from({ length: 500 }, () => newCode(6))
    expect(new Set(codes).size).toBe(500)
    for (const code of codes) expect(normalizeCode(code)).toBe(code.replaceAll('-', ''))
  })
})

describe('an id', () => {
  it('is a UUID of version 7, and no two are the same', () => {
    const ids = Array.from({ length: 500 }, newId)
    expect(new Set(ids).size).toBe(500)
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('begins with the millisecond it was made in', () => {
    const before = Date.now()
    const time = Number.parseInt(newId().replace('-', '').slice(0, 12), 16)
    expect(time).toBeGreaterThanOrEqual(before)
    expect(time).toBeLessThanOrEqual(Date.now())
  })
})

describe('a secret', () => {
  it('of a cookie has 256 bits and is kept as its digest', () => {
    const token = newToken()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(hashOf(token)).not.toBe(token)
    expect(hashOf(token)).toBe(hashOf(token))
  })

  it.each([
    ['same', 'same', true],
    ['same', 'Same', false],
    ['', '', true],
    ['', 'x', false],
    ['long'.repeat(100), 'long', false],
  ])('%s is %s: %s', (a, b, equal) => {
    expect(equalSecrets(a, b)).toBe(equal)
  })

  it('makes another key for each purpose, and the set-up token from the first alone', () => {
    const [one] = keysFor(['a'.repeat(32)], 'one')
    const [two] = keysFor(['a'.repeat(32)], 'two')
    expect(one).toHaveLength(32)
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(false)
    const token = setupToken({ secrets: ['a'.repeat(32)] })
    expect(token).toBe(setupToken({ secrets: ['a'.repeat(32), 'b'.repeat(32)] }))
    expect(token).not.toBe(setupToken({ secrets: ['b'.repeat(32)] }))
    expect(token).toHaveLength(32)
  })
})

describe('freshness', () => {
  const now = new Date('2026-01-01T12:00:00Z')
  const until = (ms: number) => new Date(now.getTime() + ms)

  it.each([
    ['a passkey, a moment left', until(1), 'passkey', 2],
    ['a passkey, to the moment', until(0), 'passkey', 0],
    ['a passkey, long ago', until(-1), 'passkey', 0],
    ['an invitation', until(1), 'invitation', 2],
    ['a set-up', until(1), 'setup', 2],
    ['nothing', null, null, 0],
  ] as const)('of %s', (_, freshUntil, freshMethod, level) => {
    expect(freshLevel({ freshUntil, freshMethod }, now)).toBe(level)
  })
})
