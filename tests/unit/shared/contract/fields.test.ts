import { describe, expect, it } from 'vitest'
import {
  base64url,
  canonicalEmail,
  displayName,
  email,
  passkeyName,
} from '../../../../shared/contract/fields.ts'

describe('an e-mail address', () => {
  it.each([
    ['ada@example.org', 'ada@example.org'],
    ['  Ada@Example.ORG ', 'ada@example.org'],
    ['ａｄａ@example.org', 'ada@example.org'],
    ['ﬁona@example.org', 'fiona@example.org'],
    ['JÜRGEN@example.org', 'jürgen@example.org'],
    ['ju\u0308rgen@example.org', 'jürgen@example.org'],
    ['ada+tag@example.org', 'ada+tag@example.org'],
  ])('%s is one account: %s', (written, canonical) => {
    expect(canonicalEmail(email.parse(written))).toBe(canonical)
    expect(canonicalEmail(canonical)).toBe(canonical)
  })

  it.each([
    '',
    'ada',
    'ada@',
    '@example.org',
    'a b@example.org',
    'ada@exa mple.org',
    `${'x'.repeat(250)}@a.b`,
  ])('is not %j', (text) => {
    expect(email.safeParse(text).success).toBe(false)
  })
})

describe('a line of text', () => {
  it.each([
    [' Ada  Admin ', 'Ada  Admin'],
    ['Zoe\u0308', 'Zoë'],
    ['名前 🔑', '名前 🔑'],
    ["O'Neill; drop table users", "O'Neill; drop table users"],
  ])('%j is kept as %j', (given, kept) => {
    expect(displayName.parse(given)).toBe(kept)
  })

  it.each([
    '',
    '  ',
    '\n',
    'a\nb',
    'a\tb',
    'a\u0000b',
    'a\u0085b',
    '\u202eabc',
    'a\u2066b',
    'a\u2028b',
    'x'.repeat(101),
  ])('%j is refused', (text) => {
    expect(displayName.safeParse(text).success).toBe(false)
  })

  it('is measured after it is trimmed', () => {
    expect(passkeyName.parse(` ${'x'.repeat(60)} `)).toHaveLength(60)
    expect(passkeyName.safeParse('x'.repeat(61)).success).toBe(false)
  })
})

describe('base64url', () => {
  it.each(['', 'AZaz09-_'])('%j is', (text) => expect(base64url.safeParse(text).success).toBe(true))
  it.each(['a=', 'a+', 'a/', 'a b', 'ä', 'a\n'])('%j is not', (text) => {
    expect(base64url.safeParse(text).success).toBe(false)
  })
})
