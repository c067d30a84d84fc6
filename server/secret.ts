import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config, Settings } from './config.ts'

/** The configured secrets, or the one of the data folder, made on first use and readable by its owner only. */
export async function loadSecrets({ secrets, dataFolder }: Settings): Promise<string[]> {
  if (secrets) return secrets
  const file = join(dataFolder, 'secret')
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  // `wx` fails where the file exists: of two processes that start at once, one makes it and both read it.
  await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    },
  )
  const secret = (await readFile(file, 'utf8')).trim()
  if (Buffer.byteLength(secret) < 32) throw new Error(`${file} does not hold a secret of at least 32 bytes.`)
  return [secret]
}

/** A 32-byte key of its own for each purpose and secret (HKDF-SHA-256); the first seals, all open. */
export function keysFor(secrets: readonly string[], purpose: string): Buffer[] {
  return secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, 'weftid', purpose, 32)))
}

/** What `POST /setup` wants on a server that others can reach: the same on all instances with this secret. */
export function setupToken({ secrets }: Pick<Config, 'secrets'>): string {
  const [key] = keysFor(secrets.slice(0, 1), 'setup-token')
  return createHmac('sha256', key ?? '')
    .update('setup')
    .digest('base64url')
    .slice(0, 32)
}
