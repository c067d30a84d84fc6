import { describe, expect, it } from 'vitest'
import { nextSize } from '../../../../server/fleet/worker.ts'

describe('how many users the next chunk takes', () => {
  it.each([
    ['as many as fit into the goal', 10, 16, 5],
    ['at most twice as many as before', 10, 1, 20],
    ['no more than a hundred', 90, 1, 100],
    ['at least one, however slow the last was', 4, 5000, 1],
    ['twice as many where it took no time at all', 3, 0, 6],
  ])('%s', (_what, users, took, expected) => {
    expect(nextSize(users, took, 8)).toBe(expected)
  })
})
