import { setTimeout as after } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { together } from '../../../../server/db/together.ts'

const failing = async (milliseconds: number, message: string): Promise<never> => {
  await after(milliseconds)
  throw new Error(message)
}

describe('what is asked for together', () => {
  it('is answered in its order', async () => {
    expect(await together([after(20, 'slow'), after(1, 2), 'no promise'])).toEqual(['slow', 2, 'no promise'])
  })

  it('has ended, all of it, before a failure is told', async () => {
    let ended = false
    const slow = after(30).then(() => (ended = true))
    await expect(together([failing(1, 'early'), slow])).rejects.toThrow('early')
    expect(ended).toBe(true)
  })

  it('tells the failure that comes first in the list, not in time', async () => {
    await expect(together([failing(20, 'cause'), failing(1, 'consequence')])).rejects.toThrow('cause')
  })
})
