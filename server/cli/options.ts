import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { UsageError } from './command.ts'

/** The options of a command, `--name value` each, as the schema gives them back. Throws `UsageError` naming every wrong one. */
export function readOptions<T extends z.ZodObject>(args: string[], schema: T): z.output<T> {
  const names = Object.keys(schema.shape)
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  const { data, error, success } = schema.safeParse(parsed(args, options))
  if (success) return data
  const faults = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `--${path.map(String).join('.')}: ${message}`,
  )
  throw new UsageError(faults.join('\n'))
}

function parsed(args: string[], options: Record<string, { type: 'string' }>): Record<string, unknown> {
  try {
    return { ...parseArgs({ args, options, allowPositionals: false }).values }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
