import { describe, expect, it } from 'vitest'
import { likelyLost } from '../../../../renderer/pages/user-profile/likely-lost.ts'
import type { Passkey } from '../../../../shared/contract/passkey.ts'

const passkeyOf = (passkey: Partial<Passkey> & Pick<Passkey, 'id'>): Passkey => ({
  credentialId: passkey.id,
  name: passkey.id,
  model: { name: 'A model', aaguid: '00000000-0000-0000-0000-000000000000', attested: false },
  backup: 'device',
  transports: [],
  createdAt: '2026-03-02T08:00:00.000Z',
  createdFrom: null,
  lastUsedAt: null,
  lastUsedFrom: null,
  current: false,
  openSessions: 0,
  status: 'active',
  suspendedUntil: null,
  revokedAt: null,
  revokedBy: null,
  reason: null,
  ticket: null,
  ...passkey,
})

const monday = '2026-11-16T08:00:00.000Z'
const tuesday = '2026-11-17T08:00:00.000Z'

describe('what a lost device most likely held', () => {
  it('is nothing where there is nothing', () => {
    expect(likelyLost([])).toEqual([])
  })

  it('is the device-bound passkey used last, though a synced one was used later', () => {
    const laptop = passkeyOf({ id: 'laptop', lastUsedAt: monday })
    const key = passkeyOf({ id: 'key', lastUsedAt: '2026-11-10T08:00:00.000Z' })
    const synced = passkeyOf({ id: 'synced', backup: 'synced', lastUsedAt: tuesday })
    expect(likelyLost([key, synced, laptop])).toEqual(['laptop'])
  })

  it('is the one used last where none is bound to a device', () => {
    const before = passkeyOf({ id: 'before', backup: 'synced', lastUsedAt: monday })
    const last = passkeyOf({ id: 'last', backup: 'can-sync', lastUsedAt: tuesday })
    expect(likelyLost([before, last])).toEqual(['last'])
  })

  it('is the one that has a session open, not the one registered afterwards and never used', () => {
    const laptop = passkeyOf({ id: 'laptop', openSessions: 1 })
    const drawer = passkeyOf({ id: 'drawer', createdAt: tuesday })
    expect(likelyLost([drawer, laptop])).toEqual(['laptop'])
  })
})
