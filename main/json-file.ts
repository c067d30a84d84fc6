import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

/** What a file holds: nothing because there is none, something unusable, or a value. */
export type Read<T> = { is: 'missing' } | { is: 'broken' } | { is: 'there'; value: T }

/** Reads a JSON file that `schema` accepts. */
export function readJson<T>(file: string, schema: z.ZodType<T>): Read<T> {
  const text = textOf(file)
  if (text === null) return { is: 'missing' }
  try {
    return { is: 'there', value: schema.parse(JSON.parse(text)) }
  } catch {
    return { is: 'broken' }
  }
}

/** Replaces a file whole: whoever reads it, even after a crash, finds the old or the new one. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.new`
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(draft, file)
}

// A byte-order mark is what Windows' own editors and scripts like to put first.
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return null
  }
}
