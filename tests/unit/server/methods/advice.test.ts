import { describe, expect, it } from 'vitest'
import { adviceFor } from '../../../../server/methods/methods.ts'

describe('the advice to somebody with', () => {
  const synced = { status: 'active', backup: 'synced' } as const
  const waiting = { status: 'active', backup: 'can-sync' } as const
  const device = { status: 'active', backup: 'device' } as const
  const suspended = { status: 'suspended', backup: 'synced' } as const

  it.each([
    ['nothing', [], 'register-first'],
    ['a suspended passkey only', [suspended], 'register-first'],
    ['one bound to a device', [device], 'second-firmly'],
    ['one bound to a device and a suspended one', [suspended, device], 'second-firmly'],
    ['one that is synced', [synced], 'second-softly'],
    ['one that can be synced', [waiting], 'second-softly'],
    ['two', [device, synced], null],
    ['two bound to devices', [device, device], null],
  ] as const)('%s', (_, passkeys, advice) => {
    expect(adviceFor([...passkeys])).toBe(advice)
  })
})
