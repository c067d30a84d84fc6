import { describe, expect, it } from 'vitest'
import { zoomAfter } from '../../../main/zoom.ts'

describe('zoomAfter', () => {
  it.each([
    [0, 'in', 0.5],
    [0, 'out', -0.5],
    [2.5, 'reset', 0],
    [5, 'in', 5],
    [-3, 'out', -3],
  ] as const)('%s, %s: %s', (level, step, expected) => {
    expect(zoomAfter(level, step)).toBe(expected)
  })
})
