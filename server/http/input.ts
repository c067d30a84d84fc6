import type { z } from 'zod'
import type { Endpoint } from '../../shared/contract/endpoint.ts'
import { AppError } from '../errors.ts'

interface Unparsed {
  params: object
  query: object
  body: unknown
}

/** Each part of the request as its schema gives it back; `input.invalid` names every field that does not fit. */
export function parseInput(endpoint: Endpoint, given: Unparsed): Record<keyof Unparsed, unknown> {
  const fields: Record<string, string> = {}
  const parse = (schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return undefined
    const { success, data, error } = schema.safeParse(value)
    if (success) return data
    for (const { path, message } of error.issues) fields[path.map(String).join('.') || 'body'] ??= message
    return undefined
  }
  // As in a body: PostgreSQL cannot hold it.
  for (const [name, value] of Object.entries({ ...given.params, ...given.query }))
    if (String(value).includes('\0')) fields[name] = 'Unknown.'
  const parsed = {
    params: parse(endpoint.params, given.params),
    query: parse(endpoint.query, given.query),
    body: parse(endpoint.body, given.body === undefined ? {} : given.body),
  }
  if (Object.keys(fields).length > 0) throw new AppError('input.invalid', { fields })
  return parsed
}
