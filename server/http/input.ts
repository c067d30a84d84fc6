import type { z } from 'zod'
import type { Endpoint } from '../../shared/contract/endpoint.ts'

interface Unparsed {
  params: unknown
  query: unknown
  body: unknown
}

interface Parsed {
  input: Record<keyof Unparsed, unknown>
  /** What is wrong with which field; null where nothing is. */
  fields: Record<string, string> | null
}

/** Each part of the request as its schema gives it back, and every field that does not fit. */
export function parseInput(endpoint: Endpoint, given: Unparsed): Parsed {
  const fields: Record<string, string> = {}
  const parse = (schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return undefined
    const { data, error } = schema.safeParse(value)
    for (const { path, message } of error?.issues ?? [])
      fields[path.map(String).join('.') || 'body'] ??= message
    for (const name of namesWithNul(data))
      fields[name] ??= 'Use letters, digits, spaces and punctuation only.'
    return data
  }
  const input = {
    params: parse(endpoint.params, given.params),
    query: parse(endpoint.query, given.query),
    body: parse(endpoint.body, given.body === undefined ? {} : given.body),
  }
  return { input, fields: Object.keys(fields).length > 0 ? fields : null }
}

// U+0000: no text of ours has it, and PostgreSQL cannot hold it. What stays unknown here is checked where it is parsed.
const namesWithNul = (data: unknown): string[] =>
  typeof data === 'object' && data !== null
    ? Object.entries(data).flatMap(([name, value]) =>
        typeof value === 'string' && value.includes('\0') ? [name] : [],
      )
    : []
