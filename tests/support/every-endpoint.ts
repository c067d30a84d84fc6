import type Koa from 'koa'
import Router from '@koa/router'
import { z } from 'zod'
import type { Endpoint } from '../../shared/contract/endpoint.ts'
import { permission } from '../../shared/contract/roles.ts'
import type { RequestState } from '../../server/http/state.ts'
import { pathOf } from './browser.ts'

const modules = import.meta.glob<Record<string, unknown>>('../../shared/contract/*.ts', { eager: true })

const object = z.instanceof(z.ZodObject).optional()

const shape = z.strictObject({
  method: z.enum(['get', 'post', 'put', 'patch', 'delete']),
  path: z.string().startsWith('/'),
  access: z.union([z.enum(['anyone', 'any-session', 'pending', 'enrolment', 'full']), permission]),
  fresh: z.enum(['level-1', 'level-2', 'passkey']).optional(),
  attempt: z.enum(['secret', 'passkey']).optional(),
  params: object,
  query: object,
  body: object,
  response: z.instanceof(z.ZodType).nullable(),
})

const isEndpoint = (value: unknown): value is Endpoint => shape.safeParse(value).success

/** Every endpoint the contract declares, found by its shape: a new one is in every suite that runs over all. */
export const everyEndpoint: readonly Endpoint[] = Object.values(modules).flatMap((module) =>
  Object.values(module).filter(isEndpoint),
)

/** The endpoint's path with something in the place of each parameter. */
export const anyPath = ({ path, params }: Endpoint, value?: string): string =>
  pathOf(
    path,
    Object.fromEntries(Object.keys(params?.shape ?? {}).map((name) => [name, value ?? anyId(name)])),
  )

// A model's is of one form.
const anyId = (name: string) => (name === 'aaguid' ? '00000000-0000-0000-0000-000000000000' : 'x')

/** `METHOD /path` of everything the app routes below `/api`. */
export function everyRoute(app: Koa<RequestState>): string[] {
  const routers = app.middleware.flatMap((middleware) =>
    'router' in middleware && middleware.router instanceof Router ? [middleware.router] : [],
  )
  return routers
    .flatMap(({ stack }) => stack.map(({ path, methods }) => ({ path: String(path), methods })))
    .filter(({ path }) => path.startsWith('/api/'))
    .flatMap(({ path, methods }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path.slice('/api'.length)}`),
    )
}

interface Field {
  name: string
  required: boolean
  /** JSON types it takes; empty where anything goes. */
  types: string[]
}

const types = z.union([z.string().transform((type) => [type]), z.array(z.string())]).default([])

const fieldSchema = z.object({
  properties: z.record(z.string(), z.object({ type: types })).default({}),
  required: z.array(z.string()).default([]),
})

/** The fields a body has on the wire, read out of its schema. */
export function fieldsOf(body: z.ZodObject): Field[] {
  const { properties, required } = fieldSchema.parse(
    z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }),
  )
  return Object.entries(properties).map(([name, { type }]) => ({
    name,
    required: required.includes(name),
    types: type,
  }))
}

const samples: Record<string, unknown> = {
  null: null,
  boolean: true,
  number: 7.5,
  string: 'text',
  array: ['text'],
  object: { text: 'text' },
}

/** Values the field must not take: every other JSON type, and far too much of its own. */
export function wrongValues({ types: taken }: Field): { what: string; value: unknown }[] {
  const [type] = taken
  if (type === undefined) return []
  const others = Object.entries(samples).filter(([name]) => !taken.includes(name))
  const tooMuch = type === 'array' ? Array.from({ length: 5000 }, () => 'x') : 'x'.repeat(50_000)
  return [
    ...others.map(([what, value]) => ({ what, value })),
    { what: 'far too much', value: tooMuch },
    ...(type === 'string' ? [{ what: 'the name of a prototype', value: '__proto__'.repeat(200) }] : []),
  ]
}
