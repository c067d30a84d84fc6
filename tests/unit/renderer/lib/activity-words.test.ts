import { describe, expect, it } from 'vitest'
import { auditAction, type ActivityEntry } from '../../../../shared/contract/activity.ts'
import { activityDetails, activityWords } from '../../../../renderer/lib/activity-words.ts'

const ann = { id: 'ann', displayName: 'Ann' }
const ada = { id: 'ada', displayName: 'Ada' }

const entryOf = (entry: Partial<ActivityEntry> & Pick<ActivityEntry, 'action'>): ActivityEntry => ({
  id: 'one',
  at: '2026-05-03T10:00:00.000Z',
  actor: null,
  target: null,
  passkey: null,
  token: null,
  reason: null,
  ticket: null,
  address: null,
  client: null,
  count: null,
  ...entry,
})

describe('the words of the record', () => {
  it.each([
    [{ action: 'recovery.started', actor: ann }, 'ann', 'You came back with a backup code'],
    [{ action: 'temporary-pass.used', actor: ann }, 'ada', 'Ann came back with a temporary pass'],
    [
      { action: 'temporary-pass.issued', actor: ada, target: ann, count: 480 },
      'ann',
      'Ada issued you a temporary pass for 8 hours',
    ],
    [
      { action: 'temporary-pass.issued', actor: ada, target: ann, count: 10 },
      'ada',
      'You issued Ann a temporary pass for 10 minutes',
    ],
    [
      { action: 'temporary-pass.withdrawn', actor: ada, target: ann },
      'ann',
      'Ada withdrew your temporary pass',
    ],
    [
      { action: 'passkey.revoked', actor: ann, target: ann, passkey: { id: 'p', name: 'YubiKey 5' } },
      'ada',
      'Ann revoked their own passkey “YubiKey 5”',
    ],
    [
      { action: 'session.ended', actor: ann, reason: 'signed-out' },
      'ann',
      'One of your sessions ended by signing out',
    ],
    [{ action: 'session.ended', actor: ann, count: 3 }, 'ada', '3 of Ann’s sessions ended'],
    [
      { action: 'sign-in.failed', target: ann, reason: 'backup-code-wrong' },
      'ann',
      'A sign-in as you was refused',
    ],
    [
      { action: 'sign-in.succeeded', actor: ann, passkey: { id: 'p', name: 'YubiKey 5' } },
      'ann',
      'You signed in with “YubiKey 5”',
    ],
    [
      { action: 'sign-in.succeeded', actor: ann, reason: 'password+totp' },
      'ann',
      'You signed in with a password and an authenticator app',
    ],
    [
      { action: 'sign-in.succeeded', actor: ann, reason: 'copied-passkey+security-key' },
      'ada',
      'Ann signed in with a passkey and a security key',
    ],
    [
      { action: 'session.confirmed', actor: ann, reason: 'password+backup-code' },
      'ann',
      'You confirmed with a password and a backup code',
    ],
    [
      { action: 'session.ended', actor: ada, target: ann, count: 2, reason: 'Caller was unsure' },
      'ann',
      'Ada ended 2 of your sessions',
    ],
    [
      { action: 'device.lost', actor: ada, target: ann, count: 2 },
      'ada',
      'You reported Ann’s device as lost: 2 passkeys revoked',
    ],
    [
      { action: 'passkey.suspended', actor: ann, target: ann, passkey: { id: 'p', name: 'YubiKey 5' } },
      'ann',
      'You suspended your passkey “YubiKey 5”',
    ],
    [
      { action: 'user.reminded', actor: ada, target: ann, count: 1 },
      'ada',
      'You asked Ann to register a second passkey',
    ],
    [
      { action: 'fleet-revocation.finished', target: { id: 'm', displayName: 'YubiKey 5' }, count: 12 },
      'ada',
      'The bulk revocation of YubiKey 5 is finished: 12 passkeys revoked',
    ],
    [{ action: 'password.changed', actor: ann }, 'ada', 'Ann changed their own password'],
    [{ action: 'totp.removed', actor: ann }, 'ann', 'You removed your authenticator app'],
    [{ action: 'failures.suppressed', target: ann, count: 12 }, 'ann', '12 more failed attempts'],
  ] as const)('%j as read by %s', (entry, readerId, words) => {
    expect(activityWords(entryOf(entry), readerId)).toBe(words)
  })

  it.each(auditAction.options)('%s is a sentence, whoever is known', (action) => {
    for (const actor of [null, ann])
      for (const target of [null, ann, ada]) {
        const words = activityWords(entryOf({ action, actor, target }), 'ann')
        expect(words).toMatch(/^[A-Z0-9]/)
        expect(words).not.toMatch(/undefined|null|\s{2}/)
      }
  })
})

describe('a name in the words of the record', () => {
  const nour = { id: 'nour', displayName: 'نور (IT)' }

  it('does not turn the sentence around', () => {
    const entry = { actor: ada, target: nour, passkey: { id: 'p', name: 'مفتاح' } }
    expect(activityWords(entryOf({ ...entry, action: 'passkey.revoked' }), 'ann')).toBe(
      'Ada revoked \u2068نور (IT)\u2069’s passkey “\u2068مفتاح\u2069”',
    )
  })

  it('does not make two lines of one', () => {
    const eve = { id: 'eve', displayName: 'Eve\nAda revoked' }
    expect(activityWords(entryOf({ action: 'user.created', actor: ada, target: eve }), 'ann')).toBe(
      'Ada added Eve\\u000aAda revoked',
    )
    expect(activityDetails(entryOf({ action: 'user.disabled', reason: 'a\u202eb' }))).toBe('a\\u202eb')
  })
})

describe('the line under the sentence', () => {
  it('tells a reason that a person gave', () => {
    const entry = { reason: 'Laptop stolen', ticket: 'HD-9', client: 'Edge on Windows', address: '10.0.0.1' }
    expect(activityDetails(entryOf({ action: 'temporary-pass.issued', ...entry }))).toBe(
      'Laptop stolen, ticket HD-9, Edge on Windows, 10.0.0.1',
    )
  })

  it('tells why somebody else ended a session, and nothing where it ended by itself', () => {
    const entry = {
      action: 'session.ended',
      target: ann,
      reason: 'Caller was unsure',
      ticket: 'HD-9',
    } as const
    expect(activityDetails(entryOf({ ...entry, actor: ada }))).toBe('Caller was unsure, ticket HD-9')
    expect(activityDetails(entryOf({ ...entry, actor: ann, reason: 'expired', ticket: null }))).toBe('')
  })

  it('keeps a reason of ours to itself', () => {
    const entry = entryOf({
      action: 'sign-in.failed',
      reason: 'backup-code-wrong',
      client: 'Edge on Windows',
    })
    expect(activityDetails(entry)).toBe('Edge on Windows')
  })

  it('is empty where nothing is known', () => {
    expect(activityDetails(entryOf({ action: 'passkey.revoked' }))).toBe('')
  })
})
