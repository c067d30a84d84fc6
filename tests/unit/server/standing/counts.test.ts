import { describe, expect, it } from 'vitest'
import { differences, standingOf, type Part } from '../../../../server/standing/counts.ts'

const key = 'a-security-key'
const cloud = 'a-cloud'
const part = (aaguid: string, backup_eligible: 0 | 1, status: Part['status'] = 'active'): Part => ({
  aaguid,
  backup_eligible,
  status,
})
const bound = part(key, 0)
const synced = part(cloud, 1)

describe('what a user is listed by', () => {
  const table: [string, Part[], boolean, ReturnType<typeof standingOf>][] = [
    ['nothing', [], false, { active_passkeys: 0, sole_model: null, risk: '' }],
    ['codes only', [], true, { active_passkeys: 0, sole_model: null, risk: '' }],
    [
      'one device-bound passkey and no codes',
      [bound],
      false,
      { active_passkeys: 1, sole_model: key, risk: 'one-device-bound-no-codes' },
    ],
    ['one device-bound and codes', [bound], true, { active_passkeys: 1, sole_model: key, risk: '' }],
    ['one synced', [synced], false, { active_passkeys: 1, sole_model: cloud, risk: '' }],
    ['two of one model', [bound, bound], false, { active_passkeys: 2, sole_model: key, risk: '' }],
    ['two models', [bound, synced], false, { active_passkeys: 2, sole_model: null, risk: '' }],
    [
      'one, and a suspended one of another model',
      [bound, part(cloud, 1, 'suspended')],
      false,
      { active_passkeys: 1, sole_model: key, risk: 'one-device-bound-no-codes' },
    ],
    [
      'suspended only',
      [part(key, 0, 'suspended')],
      false,
      { active_passkeys: 0, sole_model: null, risk: '' },
    ],
  ]
  it.each(table)('%s', (_what, parts, hasCodes, expected) => {
    expect(standingOf(parts, hasCodes)).toEqual(expected)
  })
})

describe('what a change adds to models', () => {
  const counts = (active: number, syncedOnes: number, suspended: number, users: number, sole: number) => ({
    ...{ active, synced: syncedOnes, suspended, users, sole_users: sole },
  })
  const table: [string, Part[], Part[], Record<string, ReturnType<typeof counts>>][] = [
    ['nothing', [bound], [bound], { [key]: counts(0, 0, 0, 0, 0) }],
    ['the first passkey', [], [bound], { [key]: counts(1, 0, 0, 1, 1) }],
    ['the first one, synced', [], [synced], { [cloud]: counts(1, 1, 0, 1, 1) }],
    ['a second of the model', [bound], [bound, bound], { [key]: counts(1, 0, 0, 0, 0) }],
    [
      'one of another model',
      [bound],
      [bound, synced],
      { [cloud]: counts(1, 1, 0, 1, 0), [key]: counts(0, 0, 0, 0, -1) },
    ],
    [
      'the other one revoked',
      [bound, synced],
      [bound],
      { [cloud]: counts(-1, -1, 0, -1, 0), [key]: counts(0, 0, 0, 0, 1) },
    ],
    ['a suspension', [bound], [part(key, 0, 'suspended')], { [key]: counts(-1, 0, 1, -1, -1) }],
    ['its end', [part(key, 0, 'suspended')], [], { [key]: counts(0, 0, -1, 0, 0) }],
    [
      'a suspension of the synced one of two',
      [bound, synced],
      [bound, part(cloud, 1, 'suspended')],
      {
        [cloud]: counts(-1, -1, 1, -1, 0),
        [key]: counts(0, 0, 0, 0, 1),
      },
    ],
  ]
  it.each(table)('%s', (_what, before, after, expected) => {
    expect(Object.fromEntries(differences(before, after))).toEqual(expected)
  })

  it('names models in one order, however the passkeys lie', () => {
    expect([...differences([part('b', 0)], [part('c', 0), part('a', 0)]).keys()]).toEqual(['a', 'b', 'c'])
  })
})
