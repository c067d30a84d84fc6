import { describe, expect, it } from 'vitest'
import { seal, unseal } from '../../../server/seal.ts'

const old = 'the older secret of this server, 32 bytes'
const current = 'the newer secret of this server, 32 bytes'
const config = { secrets: [current] }
const secret = Buffer.from('twenty bytes of this')

describe('what is sealed', () => {
  it('opens again, for the same purpose only', () => {
    const sealed = seal(config, 'totp', secret)
    expect(unseal(config, 'totp', sealed)).toEqual(secret)
    expect(unseal(config, 'challenge', sealed)).toBeNull()
    expect(unseal(config, 'totp', seal(config, 'challenge', secret))).toBeNull()
  })

  it('shows nothing of itself, and never looks the same', () => {
    const seals = Array.from({ length: 50 }, () => seal(config, 'totp', secret))
    expect(new Set(seals).size).toBe(50)
    for (const sealed of seals) {
      expect(sealed).toMatch(/^[\w-]+$/)
      expect(Buffer.from(sealed, 'base64url').includes(secret.subarray(0, 4))).toBe(false)
    }
  })

  it('opens under every secret there is, and is sealed under the first', () => {
    const before = seal({ secrets: [old] }, 'totp', secret)
    expect(unseal({ secrets: [current, old] }, 'totp', before)).toEqual(secret)
    expect(unseal({ secrets: [current] }, 'totp', before)).toBeNull()
    const after = seal({ secrets: [current, old] }, 'totp', secret)
    expect(unseal({ secrets: [current] }, 'totp', after)).toEqual(secret)
    expect(unseal({ secrets: [old] }, 'totp', after)).toBeNull()
  })

  it('does not open with a bit altered anywhere', () => {
    const sealed = Buffer.from(seal(config, 'totp', secret), 'base64url')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(unseal(config, 'totp', altered.toString('base64url')), String(bit)).toBeNull()
    }
  })

  it('does not open cut or lengthened', () => {
    const sealed = Buffer.from(seal(config, 'totp', secret), 'base64url')
    for (let length = 0; length < sealed.length; length++) {
      expect(unseal(config, 'totp', sealed.subarray(0, length).toString('base64url'))).toBeNull()
      expect(unseal(config, 'totp', sealed.subarray(sealed.length - length).toString('base64url'))).toBeNull()
    }
    expect(unseal(config, 'totp', Buffer.concat([sealed, Buffer.from([0])]).toString('base64url'))).toBeNull()
  })

  it('is nothing that never was sealed', () => {
    for (const text of ['', ' ', 'A', '====', '\0', '🔑', 'x'.repeat(10_000), secret.toString('base64url')])
      expect(unseal(config, 'totp', text)).toBeNull()
  })

  it('needs a secret', () => {
    expect(() => seal({ secrets: [] }, 'totp', secret)).toThrow(/no secret/)
    expect(unseal({ secrets: [] }, 'totp', seal(config, 'totp', secret))).toBeNull()
  })
})
