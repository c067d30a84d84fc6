import { describe, expect, it } from 'vitest'
import { throttleKeys } from '../../../../server/throttles/keys.ts'

const keys = throttleKeys({ secrets: ['a secret of the tests, 32 bytes or more'] })

describe('what failures are counted against', () => {
  it.each([
    ' bob@example.org\t',
    'BOB@Example.ORG',
    'ｂｏｂ@ｅｘａｍｐｌｅ.org',
    'ⓑⓞⓑ@example.org',
    'bo\u{1d41b}@example.org',
  ])('is one account, written %j', (email) => {
    expect(keys.account(email)).toBe(keys.account('bob@example.org'))
  })

  it('is one account, its accent one character or two', () => {
    expect(keys.account('jose\u0301@example.org')).toBe(keys.account('JOS\u00c9@example.org'))
  })

  it('is another account', () => {
    const accounts = ['bob@example.org', 'b0b@example.org', 'bob@example.com', 'bob+1@example.org', '']
    expect(new Set(accounts.map(keys.account)).size).toBe(accounts.length)
  })

  it('is one source, the /64 of an IPv6 address', () => {
    const same = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::7', '2001:0DB8:0001:0002:1:2:3:4']
    expect(new Set(same.map(keys.source)).size).toBe(1)
    expect(keys.source('2001:db8:1:3::1')).not.toBe(keys.source('2001:db8:1:2::1'))
    expect(keys.source('192.0.2.1')).not.toBe(keys.source('192.0.2.2'))
  })

  it('is never a source and an account at once', () => {
    expect(keys.source('192.0.2.1')).not.toBe(keys.account('192.0.2.1'))
  })

  it('cannot be read, nor made without the secret, and there are at most a million', () => {
    const other = throttleKeys({ secrets: ['another secret of the tests, of 32 bytes'] })
    expect(other.account('bob@example.org')).not.toBe(keys.account('bob@example.org'))
    for (let each = 0; each < 100; each++) expect(keys.account(`${each}@example.org`)).toMatch(/^[\da-f]{5}$/)
  })

  it('stays the same while an older secret is still known', () => {
    const rotated = throttleKeys({ secrets: ['a secret of the tests, 32 bytes or more', 'x'.repeat(32)] })
    expect(rotated.account('bob@example.org')).toBe(keys.account('bob@example.org'))
  })
})
