import { build } from '../desktop/prepare.ts'
import { runtime } from './runtime.ts'

/** Says in one line why the suite is skipped, or builds the shell. With REQUIRE_ELECTRON=1 to skip is to fail. */
export default async function prepare(): Promise<void> {
  const found = runtime()
  if (!('missing' in found)) return build()
  if (process.env['REQUIRE_ELECTRON'] === '1')
    throw new Error(`The Electron tests cannot run: ${found.missing}.`)
  process.stdout.write(`The Electron tests are skipped: ${found.missing}.\n`)
}
