import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, runtime } from './runtime.ts'

/** Says in one line why the suite is skipped, or builds the shell. With REQUIRE_ELECTRON=1 to skip is to fail. */
export default function prepare(): void {
  const found = runtime()
  if ('missing' in found) {
    if (process.env['REQUIRE_ELECTRON'] === '1')
      throw new Error(`The Electron tests cannot run: ${found.missing}.`)
    process.stdout.write(`The Electron tests are skipped: ${found.missing}.\n`)
    return
  }
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--config', join(root, 'main/vite.config.ts'), '--logLevel', 'warn']
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('The desktop shell could not be built.')
}
