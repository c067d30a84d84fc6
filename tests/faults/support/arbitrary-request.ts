import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'
import type { Endpoint } from '../../../shared/contract/endpoint.ts'
import { arbitraryOf, fromPool } from './arbitrary-value.ts'

/** One request as it will be sent, but for what comes from the pool. */
export interface FuzzRequest {
  endpoint: Endpoint
  caller: number
  params: Record<string, string>
  query: string
  /** Undefined sends none. */
  body: string | undefined
  contentType: string
}

const word = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 100_000 }).map(fromPool) },
  { weight: 1, arbitrary: fc.constantFrom('x', '0', 'a\0b', '\u202e', 'y'.repeat(100)) },
  // Dots alone would name another path.
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !/^\.+$/.test(text)) },
)

const toSchema = (part: z.ZodObject) => z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' })

function paramsOf({ params }: Endpoint): Arbitrary<Record<string, string>> {
  return fc.record(Object.fromEntries(Object.keys(params?.shape ?? {}).map((name) => [name, word])))
}

function queryOf({ query }: Endpoint): Arbitrary<string> {
  if (!query) return fc.constantFrom('', '', '', '?x=1', '?%')
  const fields = arbitraryOf(toSchema(query)).map((value) => {
    const pairs = Object.entries(z.record(z.string(), z.unknown()).parse(value))
    return `?${new URLSearchParams(pairs.map(([name, each]) => [name, String(each)])).toString()}`
  })
  return fc.oneof(
    { weight: 6, arbitrary: fields },
    {
      weight: 1,
      arbitrary: fc.constantFrom('?limit=1&limit=2', '?cursor=%00', '?%ff=%ff', '?__proto__[x]=1'),
    },
    { weight: 1, arbitrary: fc.webQueryParameters().map((text) => `?${text}`) },
  )
}

/** JSON that fits, JSON of another shape, and what is nearly JSON. */
function bodyOf(
  { body }: Endpoint,
  known: Record<string, Arbitrary<unknown>>,
): Arbitrary<string | undefined> {
  const fitting = body ? arbitraryOf(toSchema(body), known) : fc.constant({})
  const json = fitting.map((value) => JSON.stringify(value))
  const spliced = fc
    .tuple(json, fc.nat(), fc.string({ unit: 'binary', maxLength: 8 }))
    .map(
      ([text, at, extra]) =>
        text.slice(0, at % (text.length + 1)) + extra + text.slice((at + 3) % text.length),
    )
  const twice = fc.tuple(json, json).map(([one, other]) => `${one.slice(0, -1)},${other.slice(1)}`)
  return fc.oneof(
    { weight: 12, arbitrary: json },
    { weight: 1, arbitrary: fc.json() },
    { weight: 2, arbitrary: spliced },
    { weight: 1, arbitrary: twice },
    {
      weight: 1,
      arbitrary: fc.constantFrom(undefined, '', '[', '{}', 'null', '[]', '"', '\ufeff{}', '{"a":'),
    },
  )
}

const contentType = fc.oneof(
  { weight: 30, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'application/json; charset=utf-16',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/JSON',
      '*/*',
      ';',
    ),
  },
)

/** Requests to any endpoint by any of so many callers; `known` are arbitraries for fields of bodies by their name. */
export function arbitraryRequest(
  endpoints: readonly Endpoint[],
  callers: number,
  known: Record<string, Arbitrary<unknown>>,
): Arbitrary<FuzzRequest> {
  const requests = endpoints.map((endpoint) =>
    fc.record({
      endpoint: fc.constant(endpoint),
      caller: fc.nat({ max: callers - 1 }),
      params: paramsOf(endpoint),
      query: queryOf(endpoint),
      body: endpoint.method === 'get' ? fc.constant(undefined) : bodyOf(endpoint, known),
      contentType,
    }),
  )
  return fc.oneof(...requests)
}
