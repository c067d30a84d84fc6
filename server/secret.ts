import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config, Settings } from './config.ts'

/** The configured secrets, or the one of the data folder, made on first use and readable by its owner only. */
export async function loadSecrets({ secrets, dataFolder }: Settings): Promise<string[]> {
  if (secrets) return secrets
  const file = join(dataFolder, 'secret')
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) await makeSecret(file)
  const secret = (await readFile(file, 'utf8')).trim()
  if (Buffer.byteLength(secret) < 32) throw new Error(`${file} does not hold a secret of at least 32 bytes.`)
  return [secret]
}

/** Whole or not at all, and once: of two processes that start together one makes it, and both read it. */
async function makeSecret(file: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
  await link(draft, file).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  await unlink(draft)
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
