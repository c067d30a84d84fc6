import { describe, expect, it } from 'vitest'
import { hasWayIn, secondSteps, type Means } from '../../../../server/fallback/second-steps.ts'
import { nextStep } from '../../../../server/sign-in/next-step.ts'

const yesOrNo = [false, true]

/** Everything an account can have or lack: numbers as none, one and several. */
const everyMeans: Means[] = [0, 1, 3].flatMap((passkeys) =>
  [0, 1, 3]
    .filter((securityKeys) => securityKeys <= passkeys)
    .flatMap((securityKeys) =>
      yesOrNo.flatMap((password) =>
        yesOrNo.flatMap((totp) =>
          [0, 1, 10].map((backupCodes) => ({ passkeys, securityKeys, password, totp, backupCodes })),
        ),
      ),
    ),
)

// Whether there is an app, a key, a code: what then completes a first factor, the easiest first.
const table = [
  { totp: false, key: false, code: false, oneOf: null },
  { totp: false, key: false, code: true, oneOf: ['backup-code'] },
  { totp: false, key: true, code: false, oneOf: ['security-key'] },
  { totp: false, key: true, code: true, oneOf: ['security-key', 'backup-code'] },
  { totp: true, key: false, code: false, oneOf: ['totp'] },
  { totp: true, key: false, code: true, oneOf: ['totp', 'backup-code'] },
  { totp: true, key: true, code: false, oneOf: ['totp', 'security-key'] },
  { totp: true, key: true, code: true, oneOf: ['totp', 'security-key', 'backup-code'] },
]

const rowOf = ({ totp, securityKeys, backupCodes }: Means) =>
  table.find((row) => row.totp === totp && row.key === securityKeys > 0 && row.code === backupCodes > 0)

describe('what is still missing after a first factor', () => {
  it('is told for every combination there is', () => {
    expect(everyMeans).toHaveLength(72)
    expect(new Set(everyMeans.map(rowOf))).toEqual(new Set(table))
  })

  it.each(everyMeans)('after a passkey is nothing: %j', (means) => {
    expect(nextStep('passkey', means)).toEqual({ done: true })
  })

  const halves = (['password', 'copied-passkey'] as const).flatMap((first) =>
    everyMeans.map((means) => ({ first, means })),
  )
  it.each(halves)('after a $first is any of what is there, or cannot be had: $means', ({ first, means }) => {
    const oneOf = rowOf(means)?.oneOf
    expect(nextStep(first, means)).toEqual(oneOf ? { done: false, oneOf } : null)
    expect(secondSteps(means)).toEqual(oneOf ?? [])
  })
})

describe('a way in', () => {
  it.each(everyMeans)('is a passkey, or a password with something to complete it: %j', (means) => {
    const completed = means.totp || means.securityKeys > 0 || means.backupCodes > 0
    expect(hasWayIn(means)).toBe(means.passkeys > 0 || (means.password && completed))
  })
})
