import { describe, expect, it } from 'vitest'
import { confirmWays, reaching } from '../../../../renderer/lib/confirm-ways.ts'
import type { Methods } from '../../../../shared/contract/methods.ts'

type Has = Parameters<typeof confirmWays>[1]
type Held = Pick<Methods['passkeys'][number], 'status' | 'transports'>

const passkey = ({ status, transports }: Held): Methods['passkeys'][number] => ({
  id: 'one',
  credentialId: 'AAAA',
  name: 'A passkey',
  model: { name: 'Passkey', aaguid: '', attested: false },
  backup: 'device',
  transports,
  createdAt: '2026-05-03T10:00:00.000Z',
  createdFrom: null,
  lastUsedAt: null,
  lastUsedFrom: null,
  current: false,
  openSessions: 0,
  status,
  suspendedUntil: null,
  revokedAt: null,
  revokedBy: null,
  reason: null,
  ticket: null,
})
const computer = passkey({ status: 'active', transports: ['internal'] })
const key = passkey({ status: 'active', transports: ['usb', 'nfc'] })
const suspendedKey = passkey({ status: 'suspended', transports: ['usb'] })

interface Given {
  passkeys?: Has['passkeys']
  password?: boolean
  allowed?: boolean
  totp?: boolean
  codes?: number
}

const has = ({ passkeys = [], password = true, allowed = true, totp = false, codes = 0 }: Given): Has => ({
  passkeys,
  password: { set: password, allowed, changedAt: null },
  totp: { enabled: totp, createdAt: null },
  backupCodes: { remaining: codes, total: 10, createdAt: null },
})

describe('what an account can confirm with', () => {
  it.each([
    ['level-1', { passkeys: [computer], totp: true, codes: 3 }, true, ['totp', 'backup-code']],
    ['level-1', { passkeys: [computer, key] }, true, ['security-key']],
    ['level-2', { passkeys: [computer, key], totp: true, codes: 3 }, true, ['backup-code']],
    ['level-2', { passkeys: [computer], totp: true }, true, []],
    ['level-2', { totp: true, codes: 3 }, false, ['totp', 'backup-code']],
    ['level-2', { passkeys: [suspendedKey], totp: true, codes: 1 }, false, ['totp', 'backup-code']],
    ['passkey', { passkeys: [computer], totp: true, codes: 3 }, true, []],
    ['level-1', { passkeys: [computer], password: false, codes: 3 }, true, []],
    ['level-1', { passkeys: [computer], allowed: false, totp: true, codes: 3 }, true, []],
    ['level-1', { passkeys: [computer] }, true, []],
  ] as const)('%s of %j', (level, given, withPasskey, afterPassword) => {
    const account = has({ ...given, passkeys: [...('passkeys' in given ? given.passkeys : [])] })
    expect(confirmWays(level, account)).toEqual({ passkey: withPasskey, afterPassword })
  })
})

describe('which second steps are enough', () => {
  const all = ['totp', 'security-key', 'backup-code'] as const
  it.each([
    ['level-1', true, all],
    ['level-2', true, ['backup-code']],
    ['level-2', false, all],
    ['passkey', true, []],
    ['passkey', false, []],
  ] as const)('%s, with a passkey: %s', (level, hasPasskey, steps) => {
    expect(reaching(all, level, hasPasskey)).toEqual(steps)
  })
})
