import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const load = () => import('../../../../renderer/lib/in-turn.ts')
let { inTurn } = await load()

beforeEach(async () => {
  vi.resetModules()
  ;({ inTurn } = await load())
  vi.useFakeTimers()
})

afterEach(() => void vi.useRealTimers())

const never = () => new Promise(() => undefined)

it('one is begun when the one before has ended, well or not', async () => {
  const seen: string[] = []
  const act = (name: string, end: () => void) => async () => {
    seen.push(`${name} begins`)
    await vi.advanceTimersByTimeAsync(50)
    seen.push(`${name} ends`)
    end()
  }
  const fail = () => {
    throw new Error('refused')
  }
  const first = inTurn(act('first', fail))
  const second = inTurn(act('second', () => undefined))
  await expect(first).rejects.toThrow('refused')
  await second
  expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})

it('whoever has no patience left goes first, and is waited for in turn', async () => {
  const begun: string[] = []
  const act = (name: string) => () => {
    begun.push(name)
    return never()
  }
  void inTurn(act('hangs'))
  void inTurn(act('patient for a second'), 1000)
  void inTurn(act('patient for five'), 5000)
  await vi.advanceTimersByTimeAsync(999)
  expect(begun).toEqual(['hangs'])
  await vi.advanceTimersByTimeAsync(4000)
  expect(begun).toEqual(['hangs', 'patient for a second'])
  await vi.advanceTimersByTimeAsync(1)
  expect(begun).toEqual(['hangs', 'patient for a second', 'patient for five'])
})
