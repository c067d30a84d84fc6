import { describe, expect, it } from 'vitest'
import { passkeyCountWords, remainingWords } from '../../../../renderer/lib/passkey-words.ts'

const passkeys = (...names: string[]) => ({ kind: 'passkey' as const, count: names.length, names })
const codes = (count: number) => ({ kind: 'backup-codes' as const, count, names: [] })

const password = { kind: 'password' as const, count: 1, names: [], steps: ['backup-code' as const] }

describe('what is left after a revocation', () => {
  it.each([
    [[codes(10)], '10 backup codes'],
    [[passkeys('YubiKey 5'), codes(7)], '1 passkey (YubiKey 5) and 7 backup codes'],
    [[passkeys('YubiKey 5', 'iCloud Keychain')], '2 passkeys (YubiKey 5 and iCloud Keychain)'],
    [[passkeys('A', 'B', 'C', 'D', 'E'), codes(1)], '5 passkeys (A, B, C and 2 more) and 1 backup code'],
    [[passkeys('מפתח')], '1 passkey (\u2068מפתח\u2069)'],
    [[passkeys(), codes(1)], '1 backup code'],
    [[password, codes(7)], 'password and 7 backup codes'],
    [[], ''],
  ])('%j', (remaining, words) => {
    expect(remainingWords(remaining)).toBe(words)
  })
})

describe('how many passkeys somebody has', () => {
  it.each([
    [{ active: 0, suspended: 0 }, 'None'],
    [{ active: 1, suspended: 0 }, '1 passkey'],
    [{ active: 0, suspended: 2 }, '2 suspended'],
    [{ active: 2, suspended: 1 }, '2 passkeys, 1 suspended'],
  ])('%j', (passkeysOf, words) => {
    expect(passkeyCountWords(passkeysOf)).toBe(words)
  })
})
