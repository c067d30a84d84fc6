import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

/** What a file holds: nothing because there is none, something unusable, or a value. */
export type Read<T> = { is: 'missing' } | { is: 'broken' } | { is: 'there'; value: T }

/** Reads a JSON file that `schema` accepts. */
export function readJson<T>(file: string, schema: z.ZodType<T>): Read<T> {
  if (!existsAt(file)) return { is: 'missing' }
  try {
    // A byte-order mark is what Windows' own editors and scripts like to put first.
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
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

// Not `existsSync`, for which there is nothing where nobody may look.
function existsAt(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}
