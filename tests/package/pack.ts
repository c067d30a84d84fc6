import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'

const root = join(import.meta.dirname, '../..')

export const feedUrl = 'https://updates.weftid.example/desktop/'

/** What the packager made: its folder, the archive and, for programs without Electron, all of it as plain files. */
export interface Packed {
  folder: string
  archive: string
  plain: string
}

/** Packs the app as `npm run package` does, around a stand-in for Electron's runtime, which would be a download. */
export async function pack(): Promise<Packed> {
  const scratch = mkdtempSync(join(tmpdir(), 'weftid-package-'))
  const output = join(scratch, 'out')
  await runPackage([
    ...['--linux', 'dir'],
    `-c.electronDist=${standInRuntime(join(scratch, 'runtime'))}`,
    `-c.directories.output=${output}`,
  ])
  const folder = join(output, 'linux-unpacked')
  const archive = join(folder, 'resources/app.asar')
  const plain = join(scratch, 'plain')
  extractAll(archive, plain)
  return { folder, archive, plain }
}

/** The files that the packager looks for, and in the program the row of fuses that it sets. */
function standInRuntime(folder: string): string {
  const fuses = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009011011011', 'latin1')
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  writeFileSync(join(folder, 'locales/en-US.pak'), '')
  writeFileSync(join(folder, 'LICENSE'), '')
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), fuses, Buffer.alloc(64)]), {
    mode: 0o755,
  })
  return folder
}

function runPackage(args: string[]): Promise<void> {
  const child = spawn(process.execPath, [join(root, '.ci/package.ts'), ...args], {
    cwd: root,
    env: { ...process.env, WEFTID_UPDATE_URL: feedUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (chunk: Buffer) => (said += chunk.toString())
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`Packaging ended with ${String(code)}:\n${said}`)),
    )
  })
}
