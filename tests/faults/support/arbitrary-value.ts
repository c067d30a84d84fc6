import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'

const schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
})

/** Stands for something the server has given out: an id, a cursor, a challenge. Put in when the request is sent. */
export const fromPool = (number: number): string => `@pool-${number}@`

const pooled = fc.nat({ max: 100_000 }).map(fromPool)

const nasty = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '__proto__',
    'constructor',
    'null',
    '-1',
    '1e309',
    'NaN',
    '%00',
    '%ff',
    '..',
    '../x',
  ],
  ...[
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '\ufeff',
    '\u200b',
    'ẞ',
    'ﬀ',
    'İ',
    'e\u0301',
    '👩‍👩‍👧‍👦',
    "' or 1=1 --",
    '\\',
    '"',
    '%',
    '_',
  ],
  ...['0000-00-00T00:00:00Z', '9999-12-31T23:59:59.999Z', '+010000-01-01T00:00:00Z', '2026-02-30T00:00:00Z'],
  ...['ada@example.org', 'ADA@EXAMPLE.ORG', '@', 'a@b', `${'x'.repeat(300)}@example.org`, 'x'.repeat(5000)],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'admin',
    'user',
    'helpdesk',
    'active',
    'disabled',
    'any',
    'one',
    'none',
  ],
]

const text: Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: pooled },
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  { weight: 1, arbitrary: fc.emailAddress() },
  {
    weight: 1,
    arbitrary: fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString()),
  },
  { weight: 1, arbitrary: fc.base64String({ maxLength: 64 }) },
)

const number: Arbitrary<unknown> = fc.oneof(
  fc.integer(),
  fc.nat({ max: 200 }),
  fc.double(),
  fc.constantFrom(0, -1, 1.5, 2 ** 53, 1e300),
)

type Known = Record<string, Arbitrary<unknown>>

/** Values that a field of this JSON schema takes, or nearly; `known` are arbitraries for fields by their name. */
export function arbitraryOf(given: unknown, known: Known = {}): Arbitrary<unknown> {
  const parsed = schema.parse(given)
  const { const: constant, enum: values, anyOf, properties } = parsed
  if (constant !== undefined) return fc.constant(constant)
  if (values) return fc.constantFrom(...values)
  if (anyOf) return fc.oneof(...anyOf.map((one) => arbitraryOf(one, known)))
  return properties ? objectOf(properties, parsed.required, known) : simple(parsed, known)
}

// As our own schemas say it, of a type or nothing: `["string", "null"]`.
const typesOf = ({ type }: z.infer<typeof schema>) => (Array.isArray(type) ? type : [type])

function simple(parsed: z.infer<typeof schema>, known: Known): Arbitrary<unknown> {
  return fc.oneof(...typesOf(parsed).map((type) => ofType({ ...parsed, type }, known)))
}

function ofType({ type, items }: z.infer<typeof schema>, known: Known): Arbitrary<unknown> {
  if (type === 'string') return text
  if (type === 'integer' || type === 'number') return number
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array') return fc.array(arbitraryOf(items ?? {}, known), { maxLength: 4 })
  return fc.jsonValue()
}

function objectOf(properties: Record<string, unknown>, required: string[], known: Known): Arbitrary<unknown> {
  const fields = Object.entries(properties).map(
    ([name, one]) => [name, known[name] ?? arbitraryOf(one, known)] as const,
  )
  return fc.record(Object.fromEntries(fields), { requiredKeys: required })
}
