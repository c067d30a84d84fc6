import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { choosePort, isFree } from '../../../main/port.ts'

const taken =
  (...ports: number[]) =>
  (port: number) =>
    Promise.resolve(!ports.includes(port))

describe('choosePort', () => {
  it.each([
    ['the usual one at first', null, [], 7100],
    ['the remembered one', 7134, [], 7134],
    ['one from outside the range, if remembered', 9000, [], 9000],
    ['another when somebody holds the remembered one', 7134, [7134], 7100],
    ['the next when somebody holds that, too', 7134, [7134, 7100, 7101], 7102],
  ])('is %s', async (_which, remembered, busy, expected) => {
    expect(await choosePort(remembered, taken(...busy))).toBe(expected)
  })

  it('says so when none is left', async () => {
    await expect(choosePort(7100, () => Promise.resolve(false))).rejects.toThrow(/7100 to 7199 are taken/)
  })
})

describe('isFree', () => {
  it.each(['127.0.0.1', '::1'])('sees somebody who listens on %s only', async (host) => {
    const somebody = createServer().listen(0, host)
    await once(somebody, 'listening')
    const address = somebody.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    expect(await isFree(port)).toBe(false)
    somebody.close()
    await once(somebody, 'close')
    expect(await isFree(port)).toBe(true)
  })
})
