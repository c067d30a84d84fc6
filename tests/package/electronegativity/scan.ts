import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const report = z.object({
  errors: z.array(z.unknown()),
  issues: z.array(z.object({ id: z.string(), file: z.string(), location: z.object({ line: z.number() }) })),
})

/** What electronegativity finds in a folder: check and file, once for each place; and what it could not read. */
export async function scan(folder: string): Promise<{ found: string[]; unread: unknown[] }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'scan-folder.ts'), folder, electronVersion()],
    { maxBuffer: 32 * 1024 * 1024 },
  )
  const { issues, errors } = report.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''))
  return { found: issues.map(({ id, file }) => `${id} ${file}`).sort(), unread: errors }
}

/**
 * Copies the programs that run in Electron, under names that the scanner reads. Not the server, which has nothing of
 * Electron in it, nor the bundled pages, whose private fields it does not know.
 */
export function copyPrograms(from: string, to: string): void {
  mkdirSync(to)
  for (const name of readdirSync(from))
    if (/\.c?js$/.test(name) && name !== 'server.js')
      copyFileSync(join(from, name), join(to, name.replace(/\.cjs$/, '.js')))
}

function electronVersion(): string {
  const manifest = join(import.meta.dirname, '../../../node_modules/electron/package.json')
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8'))).version
}
