import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findChromium } from '../../.ci/chromium.ts'
import { buildUi } from '../../server/ui/build.ts'

const root = join(import.meta.dirname, '../..')

/** Builds what the app is made of: the shell's bundles and the pages. */
export async function build(): Promise<void> {
  await buildUi()
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--config', join(root, 'main/vite.config.ts'), '--logLevel', 'warn']
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('The desktop shell could not be built.')
}

/** Once a run; the test about second windows has a browser that can open them, installed before its time is counted. */
export default async function prepare(): Promise<void> {
  await findChromium('windows')
  await build()
}
