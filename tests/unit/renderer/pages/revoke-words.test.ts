import { describe, expect, it } from 'vitest'
import { actWords, previewWords } from '../../../../renderer/pages/fleet/revoke/revoke-words.ts'

const order = { aaguid: 'a', reason: 'r', lockedOut: 'skip' } as const
const expected = { passkeys: 1204, users: 1180, sessions: 412, lockedOut: { count: 0, users: [] }, own: 0 }
const someStuck = { ...expected, lockedOut: { count: 12, users: [] } }

describe('the words of a bulk revocation to be', () => {
  it('give the act its size, and no more than is certain where people are skipped', () => {
    expect(actWords(order, expected)).toBe('Revoke 1,204 passkeys')
    expect(actWords(order, someStuck)).toBe('Revoke up to 1,192 passkeys')
    expect(actWords({ ...order, lockedOut: 'revoke' }, someStuck)).toBe('Revoke 1,204 passkeys')
  })

  it('sum the preview up', () => {
    expect(previewWords(someStuck)).toBe(
      '1,204 passkeys of 1,180 people, 412 sessions. 12 would be locked out.',
    )
  })
})
