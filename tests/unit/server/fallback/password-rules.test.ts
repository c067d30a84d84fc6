import { describe, expect, it } from 'vitest'
import { faultInPassword } from '../../../../server/fallback/password-rules.ts'
import { newPassword } from '../../../../shared/contract/fallback.ts'
import { typedPassword } from '../../../../shared/contract/next-step.ts'

const owner = {
  email: 'zoe.barker@rosewood.example',
  displayName: 'Zoë Barker',
  organisation: 'Rosewood Trust',
}
const faultIn = (password: string) => faultInPassword(password, owner)
const isLongEnough = (password: string) => newPassword.safeParse(password).success

describe('how long a password is', () => {
  it.each([
    ['eight letters', 'abcdefgh', true],
    ['seven letters', 'abcdefg', false],
    ['nothing', '', false],
    ['eight emoji', '🐎🔋📎🍎🌵🎈🚲🥁', true],
    ['seven emoji, fourteen code units', '🐎🔋📎🍎🌵🎈🚲', false],
    ['256 letters', 'x'.repeat(256), true],
    ['257 letters', 'x'.repeat(257), false],
    ['256 emoji', '🐎'.repeat(256), true],
    ['257 emoji', '🐎'.repeat(257), false],
    ['seven accented letters, decomposed to fourteen', 'e\u0301'.repeat(7), false],
    ['eight accented letters, decomposed to sixteen', 'e\u0301'.repeat(8), true],
    ['one character that stands for eighteen', '\ufdfa', false],
    ['eight spaces', ' '.repeat(8), true],
  ])('is counted in characters as people see them: %s', (_what, password, fits) => {
    expect(isLongEnough(password)).toBe(fits)
  })

  it('never stands in the way of typing it again', () => {
    for (const password of ['🐎'.repeat(256), '한'.repeat(256).normalize('NFD'), 'x'.repeat(256)])
      if (isLongEnough(password)) expect(typedPassword.safeParse(password).success).toBe(true)
  })

  it('is all that is asked of it: any characters, no kinds of them prescribed', async () => {
    const fine = [
      'lower case only',
      '71940283615',
      'пароль из слов',
      '正しい馬の電池のホチキス',
      '🐎🔋📎🍎🌵🎈🚲🥁',
      'tab\tand line\nand zero\0',
      '  spaces around  ',
      '"; drop table users; --',
    ]
    for (const password of fine) {
      expect(isLongEnough(password), password).toBe(true)
      expect(await faultIn(password), password).toBeNull()
    }
  })
})

describe('a password that is tried first', () => {
  it.each(['password', '12345678', 'qwertyuiop', 'iloveyou', 'football1', 'trustno1'])(
    'is refused: %s',
    async (password) => {
      expect(await faultIn(password)).toMatch(/tried first|different characters/)
    },
  )

  it.each(['PASSWORD', 'PassWord', 'ｐａｓｓｗｏｒｄ', 'ＰＡＳＳＷＯＲＤ', 'ⓟⓐⓢⓢⓦⓞⓡⓓ', '𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝'])(
    'is refused however it is written: %s',
    async (password) => {
      expect(await faultIn(password)).toMatch(/tried first/)
    },
  )

  it.each(['aaaaaaaa', 'abababababab', '🐎🐎🐎🐎🐎🐎🐎🐎', 'AaAaAaAa'])(
    'is refused for its two characters: %s',
    async (password) => {
      expect(await faultIn(password)).toMatch(/more different characters/)
    },
  )

  it('is not one that only holds a common one', async () => {
    for (const password of ['password of the horse', 'my 12345678 batteries'])
      expect(await faultIn(password)).toBeNull()
  })
})

describe('one’s own name as a password', () => {
  it.each([
    'zoe.barker@rosewood.example',
    'ZOE.BARKER@ROSEWOOD.EXAMPLE',
    'zoe.barker',
    'zoebarker',
    'Zoë Barker',
    'zoe\u0308 barker',
    'zoëbarker',
    'Rosewood Trust',
    'rosewoodtrust',
    'rosewood.example',
    'zoe.barker1',
    '2026 Zoë Barker!',
    'rosewood-trust-99',
    'weftid2026',
    '!!WeftID!!',
    'ｗｅｆｔｉｄ２０２６',
  ])('is refused, whatever stands around it: %s', async (password) => {
    expect(await faultIn(password)).toMatch(/not your name, e-mail or organisation/)
  })

  it.each(['rosewood desks are old', 'zoe likes batteries', 'barkers of rosewood', '71940283615'])(
    'is not one that only holds it: %s',
    async (password) => {
      expect(await faultIn(password)).toBeNull()
    },
  )

  it('does not make everything a name where there are no letters in it', async () => {
    const numbers = { email: '123@456.example', displayName: '789', organisation: '—' }
    expect(await faultInPassword('71940283615', numbers)).toBeNull()
    expect(await faultInPassword('正しい馬の電池', numbers)).toBeNull()
  })
})
