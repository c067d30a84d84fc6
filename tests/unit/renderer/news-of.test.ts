import { describe, expect, it } from 'vitest'
import type { ActivityEntry, AuditAction } from '../../../shared/contract/activity.ts'
import { newsOf } from '../../../renderer/lib/news-of.ts'

const ada = 'ada'
const entry = (id: string, action: AuditAction, actor = ada): ActivityEntry => ({
  id,
  at: '2026-11-27T05:00:00.000Z',
  action,
  actor: { id: actor, displayName: 'Somebody' },
  target: null,
  passkey: null,
  token: null,
  reason: null,
  ticket: null,
  address: null,
  client: null,
  count: null,
})

describe('what the owner of an account hears of', () => {
  const entries = [
    entry('6', 'passkey.revoked', 'the help desk'),
    entry('5', 'device.lost'),
    entry('4', 'sign-in.new-computer'),
    entry('3', 'session.confirmed'),
    entry('2', 'passkey.registered'),
    entry('1', 'sign-in.succeeded'),
  ]

  it('is what is newer than what was seen, each kind once', () => {
    expect(newsOf(entries, '2', null)).toEqual(['passkey-revoked', 'new-sign-in'])
    expect(newsOf(entries, '6', null)).toEqual([])
  })

  it('is all of it where what was seen is no longer among them', () => {
    expect(newsOf(entries, '0', null)).toEqual(['passkey-revoked', 'new-sign-in', 'passkey-added'])
  })

  it('is not what they have just done to their passkeys at this page', () => {
    expect(newsOf(entries, '1', ada)).toEqual(['passkey-revoked', 'new-sign-in'])
    expect(newsOf(entries.slice(1), '1', ada)).toEqual(['new-sign-in'])
  })
})
