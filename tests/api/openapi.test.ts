import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { errors } from '../../shared/contract/errors.ts'
import { tokenPermission } from '../../shared/contract/roles.ts'
import { everyEndpoint } from '../support/every-endpoint.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const operation = z.object({
  operationId: z.string(),
  'x-access': z.string(),
  'x-fresh': z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean() })),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.object({ 'x-codes': z.array(z.string()).optional() })),
})

let server: TestServer
let text: string
let paths: Record<string, Record<string, z.infer<typeof operation>>>

beforeAll(async () => {
  server = await startTestServer()
  const answer = await server.browser().send({ method: 'get', path: '/openapi.json' })
  text = answer.text
  paths = z
    .object({ paths: z.record(z.string(), z.record(z.string(), operation)) })
    .parse(JSON.parse(text)).paths
})
afterAll(() => server.close())

const inDocument = ({ method, path }: { method: string; path: string }) =>
  operation.parse(paths[path.replace(/:(\w+)/g, '{$1}')]?.[method])

describe('the OpenAPI document', () => {
  it('is valid, by a validator of the standard', async () => {
    const { valid, errors: faults } = await new Validator().validate(
      z.record(z.string(), z.unknown()).parse(JSON.parse(text)),
    )
    expect(faults).toBeUndefined()
    expect(valid).toBe(true)
  })

  it('has every endpoint of the contract, and no other', () => {
    const listed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    const declared = everyEndpoint.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    expect(listed.sort()).toEqual(declared.sort())
  })

  it('gives every operation a name of its own', () => {
    const names = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((each) => each.operationId),
    )
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(everyEndpoint)('$method $path: access, freshness, input and failures', (endpoint) => {
    const told = inDocument(endpoint)
    expect(told['x-access']).toBe(endpoint.access)
    expect(told['x-fresh']).toBe(endpoint.fresh)
    const isForTokens = tokenPermission.options.some((each) => each === endpoint.access)
    const security = [{ session: [] }, ...(isForTokens ? [{ token: [endpoint.access] }] : [])]
    expect(told.security).toEqual(endpoint.access === 'anyone' ? [] : security)
    const named = [...Object.keys(endpoint.params?.shape ?? {}), ...Object.keys(endpoint.query?.shape ?? {})]
    expect(told.parameters.map(({ name }) => name)).toEqual(named)
    expect(told.requestBody !== undefined).toBe(endpoint.body !== undefined)
    const codes = Object.entries(told.responses).flatMap(([status, each]) =>
      (each['x-codes'] ?? []).map((code) => ({ code, status: Number(status) })),
    )
    for (const { code, status } of codes)
      expect(Object.entries(errors)).toContainEqual([code, expect.objectContaining({ status })])
    expect(codes.some(({ code }) => code === 'fresh.required')).toBe(endpoint.fresh !== undefined)
    expect(codes.some(({ code }) => code === 'session.required')).toBe(endpoint.access !== 'anyone')
  })
})
