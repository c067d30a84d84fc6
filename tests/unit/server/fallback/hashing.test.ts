import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from '../../../../server/fallback/hashing.ts'

const unavailable = { code: 'server.unavailable' }

describe('hashing passwords', () => {
  it('keeps argon2id with the parameters of OWASP, salted', async () => {
    const [one, two] = await Promise.all([hashPassword('correct battery'), hashPassword('correct battery')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
    expect(await isPassword(one, 'correct battery')).toBe(true)
    expect(await isPassword(one, 'Correct battery')).toBe(false)
  })

  it('of an account that has none is never right, also not by chance of its decoy', async () => {
    expect(await isPassword(null, '')).toBe(false)
    expect(await isPassword(null, 'correct battery')).toBe(false)
  })

  const long = 'x'.repeat(71)
  it.each([
    ['after 72 bytes', `${long}xa`, `${long}xb`],
    ['at the 256th character', `${'x'.repeat(255)}a`, `${'x'.repeat(255)}b`],
    ['after a zero byte', 'battery\0a', 'battery\0b'],
    ['in a space at the end', 'battery staple', 'battery staple '],
    ['in case', 'battery staple', 'Battery staple'],
    ['in an accent', 'battery stàple', 'battery staple'],
    ['in an emoji of four bytes', 'battery 😀', 'battery 😁'],
  ])('tells passwords apart that differ %s', async (_where, one, other) => {
    const kept = await hashPassword(one)
    expect(await isPassword(kept, one)).toBe(true)
    expect(await isPassword(kept, other)).toBe(false)
  })

  it.each([
    ['composed and decomposed', 'caf\u00e9 au lait', 'cafe\u0301 au lait'],
    ['full and half width', 'ｂａｔｔｅｒｙ staple', 'battery staple'],
    ['the ångström sign', '\u212b battery', '\u00c5 battery'],
    [
      'Hangul in syllables and letters',
      '\ud55c\uae00 battery',
      '\u1112\u1161\u11ab\u1100\u1173\u11af battery',
    ],
  ])('takes two spellings for one password: %s', async (_what, one, other) => {
    expect(one).not.toBe(other)
    expect(await isPassword(await hashPassword(one), other)).toBe(true)
  })
})

describe('the gate before the hashing', () => {
  it('lets one in at a time and 32 wait; whoever comes then is told to try again', async () => {
    const asked = Array.from({ length: 40 }, () => isPassword(null, 'battery staple'))
    const ends = await Promise.allSettled(asked)
    expect(ends.slice(0, 32).every(({ status }) => status === 'fulfilled')).toBe(true)
    for (const late of asked.slice(32)) await expect(late).rejects.toMatchObject(unavailable)
    expect(await isPassword(null, 'battery staple')).toBe(false)
  })

  it('counts setting and checking together', async () => {
    const asked = Array.from({ length: 32 }, (_, index) =>
      index % 2 === 0 ? hashPassword('battery staple') : isPassword(null, 'battery staple'),
    )
    await expect(hashPassword('one too many')).rejects.toMatchObject(unavailable)
    await Promise.all(asked)
  })

  it('gets the place of a failing hash back, and holds up nobody behind it', async () => {
    for (let round = 0; round < 3; round++) {
      const broken = Array.from({ length: 32 }, () => isPassword('no hash at all', 'battery staple'))
      const ends = await Promise.allSettled(broken)
      expect(ends.every(({ status }) => status === 'rejected')).toBe(true)
    }
    const kept = await hashPassword('battery staple')
    const mixed = [isPassword('no hash at all', 'x'), isPassword(kept, 'battery staple')]
    expect(await Promise.allSettled(mixed)).toMatchObject([
      { status: 'rejected' },
      { status: 'fulfilled', value: true },
    ])
  })

  it('leaves the event loop free', async () => {
    const asked = Promise.all(Array.from({ length: 20 }, () => isPassword(null, 'battery staple')))
    let turns = 0
    const counting = setInterval(() => turns++, 1)
    await asked
    clearInterval(counting)
    expect(turns).toBeGreaterThan(20)
  })
})
