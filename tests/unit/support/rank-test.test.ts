import { describe, expect, it } from 'vitest'
import { rankDistance } from '../../support/rank-test.ts'

const numbers = (count: number, shift = 0) => Array.from({ length: count }, (_, each) => each + shift)

describe('the rank test', () => {
  it('finds no distance between a sample and itself, nor where all are equal', () => {
    expect(rankDistance(numbers(50), numbers(50))).toBe(0)
    expect(rankDistance([7, 7, 7], [7, 7])).toBe(0)
  })

  it('agrees with a textbook', () => {
    // U = 9 of two samples of 6, no ties: z = (9 - 18) / sqrt(39).
    expect(rankDistance([1, 2, 3, 4, 10, 11], [5, 6, 7, 8, 9, 12])).toBeCloseTo((10 - 18) / Math.sqrt(39), 6)
  })

  it('sees a small shift of everything, and not one outlier', () => {
    expect(rankDistance(numbers(200, 30), numbers(200))).toBeGreaterThan(4)
    expect(Math.abs(rankDistance([...numbers(199), 1e9], numbers(200)))).toBeLessThan(1)
  })
})
