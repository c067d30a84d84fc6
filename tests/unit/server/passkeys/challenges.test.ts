import { describe, expect, it } from 'vitest'
import { completeConfig, readSettings } from '../../../../server/config.ts'
import { challengeLife, issueChallenge, openChallenge } from '../../../../server/passkeys/challenges.ts'

const old = 'the older secret of this server, 32 bytes'
const current = 'the newer secret of this server, 32 bytes'
const issued = new Date('2026-01-01T12:00:00Z')
const configOf = (secrets: string[]) =>
  completeConfig(readSettings({ WEFTID_DATA: '/data' }), 7100, secrets, '1.0.0')
const binding = { ceremony: 'fresh', account: 'ada', sessionId: 'session' } as const

const issue = (secrets: string[], bound: Parameters<typeof issueChallenge>[1] = binding) =>
  issueChallenge({ config: configOf(secrets), now: () => issued }, bound)

const open = (challengeId: string, { secrets = [current], age = 0, bootedAt = new Date(0) } = {}) =>
  openChallenge(
    { config: configOf(secrets), now: () => new Date(issued.getTime() + age), bootedAt },
    challengeId,
  )

describe('a sealed challenge', () => {
  it('opens to what it was sealed with', () => {
    const { challengeId, challenge } = issue([current])
    const opened = open(challengeId)
    expect(opened?.bytes).toBe(challenge)
    expect(opened?.isFor('fresh', 'session')).toBe(true)
    expect(opened?.isOf('ada')).toBe(true)
    expect(opened?.isOpen).toBe(false)
  })

  it('is for nothing and nobody else', () => {
    const opened = open(issue([current]).challengeId)
    expect(opened?.isFor('sign-in', 'session')).toBe(false)
    expect(opened?.isFor('registration', 'session')).toBe(false)
    expect(opened?.isFor('fresh', 'another')).toBe(false)
    expect(opened?.isFor('fresh', null)).toBe(false)
    for (const other of ['', 'Ada', 'bob']) expect(opened?.isOf(other)).toBe(false)
  })

  it('has one length, whatever is in it, and never looks the same', () => {
    const accounts = [null, '', 'ada@example.org', 'x'.repeat(254)]
    const seals = accounts.map((account) => issue([current], { ...binding, account }).challengeId)
    expect(new Set(seals.map(({ length }) => length)).size).toBe(1)
    expect(new Set(Array.from({ length: 50 }, () => issue([current]).challengeId)).size).toBe(50)
  })

  it('opens under every configured secret, and is sealed under the first', () => {
    const before = issue([old]).challengeId
    expect(open(before, { secrets: [current, old] })).not.toBeNull()
    expect(open(before)).toBeNull()
    expect(open(issue([current, old]).challengeId, { secrets: [old] })).toBeNull()
  })

  it('opens until its life is over', () => {
    const { challengeId } = issue([current])
    expect(open(challengeId, { age: challengeLife - 1 })).not.toBeNull()
    expect(open(challengeId, { age: challengeLife })).toBeNull()
  })

  it('from before the machine was started does not: its spending may be lost', () => {
    const { challengeId } = issue([current])
    expect(open(challengeId, { bootedAt: issued })).not.toBeNull()
    expect(open(challengeId, { bootedAt: new Date(issued.getTime() + 1) })).toBeNull()
  })

  it.each(['', 'x', 'A'.repeat(176), '{}', '\u0000'])('is not %j', (text) => {
    expect(open(text)).toBeNull()
  })
})
