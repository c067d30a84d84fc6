import { describe, expect, it } from 'vitest'
import { handOffRequest } from '../../../../shared/contract/hand-off.ts'
import { matchCodeOf } from '../../../../shared/match-code.ts'

const bytes = 'A'.repeat(43)
const right = { challenge: bytes, state: bytes, redirectUri: `http://127.0.0.1:5000/cb/${bytes}` }

describe('what the browser is opened with', () => {
  it.each([[right], [{ ...right, redirectUri: `http://127.0.0.1:65535/cb/${bytes}` }]])(
    '%j is whole',
    (request) => {
      expect(handOffRequest.parse(request)).toEqual(request)
    },
  )

  it.each([
    [{}],
    [{ ...right, state: undefined }],
    [{ ...right, challenge: bytes.slice(1) }],
    [{ ...right, redirectUri: right.redirectUri.replace('127.0.0.1', 'evil.example') }],
    [{ ...right, redirectUri: right.redirectUri.replace('127.0.0.1', 'localhost') }],
    [{ ...right, redirectUri: right.redirectUri.replace('5000', '65536') }],
    [{ ...right, redirectUri: `${right.redirectUri}?code=mine` }],
  ])('%j is not', (request) => {
    expect(handOffRequest.safeParse(request).success).toBe(false)
  })
})

describe('the number to compare', () => {
  it.each([
    [[0, 0, 0, 0], '00'],
    [[0, 0, 0, 7], '07'],
    [[0, 0, 1, 0], '56'],
    // 4294967295: unsigned.
    [[255, 255, 255, 255], '95'],
  ])('of %j is %s', (first, code) => {
    expect(matchCodeOf(Uint8Array.from([...first, 1, 2, 3]).buffer)).toBe(code)
  })
})
