import { describe, expect, it } from 'vitest'
import { stallsOf, type Pause } from '../../bench/event-loop.ts'

const from = (at: number, to: number, busy = 0): Pause => ({ from: at, to, busy })

describe('the stalls of an event loop', () => {
  it('are as long as it stood still, where nobody else did', () => {
    expect(stallsOf([from(0, 20), from(100, 140)], [])).toEqual({ own: 40, all: 40, idle: 0 })
  })

  it('are shortened by what an idle process came late meanwhile', () => {
    expect(stallsOf([from(100, 140)], [from(110, 135)])).toEqual({ own: 15, all: 40, idle: 25 })
  })

  it('are not shortened by an idle process that was late at another time, or ready to run', () => {
    expect(stallsOf([from(100, 140)], [from(0, 50), from(110, 135, 20)])).toMatchObject({ own: 40, idle: 50 })
  })

  it('are never shorter than the server worked or waited for a processor', () => {
    expect(stallsOf([from(100, 140, 30)], [from(100, 140)])).toMatchObject({ own: 30, all: 40 })
  })
})
