import { setTimeout as after } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failEvenly } from '../../../../server/throttles/fail-evenly.ts'

const failing = async (milliseconds: number): Promise<never> => {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds))
  throw new Error('no')
}

/** When a failure is told of work that takes so long. */
async function toldAfter(milliseconds: number): Promise<number> {
  const start = Date.now()
  const told = failEvenly(() => failing(milliseconds)).catch(() => Date.now() - start)
  await vi.advanceTimersByTimeAsync(1_000)
  return told
}

describe('a failure', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([0, 1, 7, 13, 49])('of %d ms of work is told after 50', async (milliseconds) => {
    expect(await toldAfter(milliseconds)).toBe(50)
  })

  it.each([51, 60, 99])('of %d ms of work is told after 100', async (milliseconds) => {
    expect(await toldAfter(milliseconds)).toBe(100)
  })

  it('leaves nothing running', async () => {
    await toldAfter(3)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a success', () => {
  it('is told at once', async () => {
    const order: string[] = []
    const slow = after(50).then(() => order.push('a step later'))
    order.push(await failEvenly(() => Promise.resolve('success')))
    await slow
    expect(order).toEqual(['success', 'a step later'])
  })
})
