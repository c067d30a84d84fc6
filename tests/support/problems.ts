import { expect } from 'vitest'
import { errors } from '../../shared/contract/errors.ts'
import { problem, type Problem } from '../../shared/contract/problem.ts'
import type { Answer } from './browser.ts'

const known = new Map<string, number>(
  Object.entries(errors).map(([code, { status }]) => [code, status] as const),
)

const traces = [/\n\s+at /, /node_modules/, /\.[jt]s[:)]/, /select .* from/i, /SQLITE/, /Error:/]

/** The headers that every answer of the server carries, whatever it says. */
export function expectSecurityHeaders({ headers }: Pick<Answer, 'headers'>): void {
  expect(headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['x-request-id']).toMatch(/^[\w-]{36}$/)
  expect(headers).not.toHaveProperty('access-control-allow-origin')
  expect(headers).not.toHaveProperty('x-powered-by')
}

/** The problem document an answer is. Fails where it is none, has no stable code, or tells of our insides. */
export function problemOf({ status, headers, text }: Answer): Problem {
  expect(headers['content-type'], text).toMatch(/^application\/problem\+json/)
  expect(headers['cache-control']).toBe('no-store')
  expectSecurityHeaders({ headers })
  const document = problem.strict().parse(JSON.parse(text))
  expect(document.status).toBe(status)
  expect(status).toBeLessThan(500)
  expect(known.get(document.code)).toBe(status)
  expect(document.requestId).toBe(headers['x-request-id'])
  for (const trace of traces) expect(text).not.toMatch(trace)
  return document
}

/** Neither a fine answer nor a refusal with a stable code. */
export function isDangerous(answer: Answer): boolean {
  if (answer.status < 300) return false
  return problemOf(answer).status >= 500
}
