import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isInBackground } from '../../../../renderer/api/background.ts'
import { coalesced } from '../../../../renderer/lib/coalesce.ts'

describe('news that come many at once', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are asked about at once, then once more for all that came meanwhile', async () => {
    const asked: boolean[] = []
    const tell = coalesced(() => {
      asked.push(isInBackground())
      return Promise.resolve()
    })
    for (let news = 0; news < 50; news++) tell()
    expect(asked).toEqual([true])
    await vi.advanceTimersByTimeAsync(499)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(asked).toEqual([true, true])
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveLength(2)
    tell()
    expect(asked).toHaveLength(3)
  })

  it('wait for an answer that takes long', async () => {
    let answer: () => void = () => undefined
    const work = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)))
    const tell = coalesced(work)
    tell()
    tell()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(work).toHaveBeenCalledTimes(1)
    answer()
    await vi.advanceTimersByTimeAsync(500)
    expect(work).toHaveBeenCalledTimes(2)
  })
})
