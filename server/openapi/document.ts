import { z } from 'zod'
import type { Endpoint } from '../../shared/contract/endpoint.ts'
import { errors } from '../../shared/contract/errors.ts'
import { problem } from '../../shared/contract/problem.ts'
import { tokenPermission } from '../../shared/contract/roles.ts'
import type { Config } from '../config.ts'
import { endpoints } from './endpoints.ts'
import { failuresByStatus } from './failures.ts'

type Json = Record<string, unknown>

/** The contract as an OpenAPI 3.1 document: what is asked, by whom, how freshly proven, and what is answered. */
export function openApiOf({ name, version, origin }: Pick<Config, 'name' | 'version' | 'origin'>): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: `${name} API`,
      version,
      description:
        'Binary values are base64url, times ISO 8601 in UTC, ids opaque. Every failure is a problem document ' +
        '(RFC 9457) with a stable code. Requests with a session that change something carry an Origin header of ' +
        'this server; those with an API token need none, and act in the name of who created it.',
    },
    servers: [{ url: `${origin}/api` }],
    paths: paths(),
    components: {
      schemas: { Problem: { ...jsonOf(problem, 'output'), title: 'Problem' } },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieOf(origin),
          description: 'A signed-in session.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'An API token of the permissions named.' },
      },
    },
  }
}

// As `http/route.ts` names it.
const cookieOf = (origin: string) =>
  origin.startsWith('https:') ? '__Host-weft' : `weft-${new URL(origin).port || '80'}`

function paths(): Json {
  const all: Record<string, Json> = {}
  for (const { name, endpoint } of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    all[path] = { ...all[path], [endpoint.method]: operationOf(name, endpoint) }
  }
  return all
}

function operationOf(name: string, endpoint: Endpoint): Json {
  const { access, fresh, params, query, body, path } = endpoint
  return {
    operationId: name,
    tags: [path.split('/')[1] ?? ''],
    description: accessWords(endpoint),
    'x-access': access,
    ...(fresh === undefined ? {} : { 'x-fresh': fresh }),
    security: securityOf(endpoint),
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...(body === undefined
      ? {}
      : {
          requestBody: { required: true, content: { 'application/json': { schema: jsonOf(body, 'input') } } },
        }),
    responses: { ...successOf(endpoint), ...failures(endpoint) },
  }
}

const accessWords = ({ access, fresh }: Endpoint): string =>
  `Access: ${access}.` +
  (fresh === undefined ? '' : ` A session must be fresh: ${fresh}; an API token always is.`)

function securityOf({ access }: Endpoint): Json[] {
  if (access === 'anyone') return []
  const byToken = tokenPermission.options.some((each) => each === access)
  return [{ session: [] }, ...(byToken ? [{ token: [access] }] : [])]
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties, required } = objectSchema.parse(jsonOf(schema, 'input'))
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: value,
  }))
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
})

function successOf({ method, path, response }: Endpoint): Json {
  if (response) return answer(200, 'Done.', { 'application/json': { schema: jsonOf(response, 'output') } })
  if (method !== 'get') return { 204: { description: 'Done.' } }
  const text = { schema: { type: 'string' } }
  return path === '/events'
    ? answer(200, 'A stream of events.', { 'text/event-stream': text })
    : answer(200, 'A file.', { 'text/csv': text, 'application/x-ndjson': text })
}

function failures(endpoint: Endpoint): Json {
  const schema = { $ref: '#/components/schemas/Problem' }
  return Object.fromEntries(
    [...failuresByStatus(endpoint)].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${errors[code].title}`).join(' '),
        content: { 'application/problem+json': { schema } },
        'x-codes': codes,
      },
    ]),
  )
}

const answer = (status: number, description: string, content: Json): Json => ({
  [status]: { description, content },
})

/** Without `$schema`: the dialect is the document's own. */
function jsonOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== '$schema'))
}
