import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = join(root, 'renderer/dist')
const stamp = join(built, '.stamp')

/** Builds the UI if it is missing or older than its sources, and answers the folder it is in. */
export async function buildUi(): Promise<string> {
  // Installed without sources: what was shipped is all there is.
  if (!existsSync(join(root, 'renderer/index.html'))) return built
  const wanted = await fingerprint()
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return built
  const fresh = join(root, `node_modules/.cache/ui-${process.pid}`)
  await runVite(fresh)
  await writeFile(join(fresh, '.stamp'), wanted)
  await rm(built, { recursive: true, force: true })
  // Another process may have just put the same there.
  await rename(fresh, built).catch(() => rm(fresh, { recursive: true, force: true }))
  return built
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of ['renderer', 'shared']) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
    const sources = files.filter((name) => !name.startsWith(built)).sort()
    // All at once: one after the other takes four times as long, and every start waits for it.
    const read = sources.map(async (file) => ({ name: file.slice(root.length), text: await readFile(file) }))
    for (const { name, text } of await Promise.all(read)) hash.update(name).update(text)
  }
  hash.update(await readFile(join(root, 'package-lock.json')))
  return hash.digest('hex')
}

function runVite(outDir: string): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const config = join(root, 'renderer/vite.config.ts')
  const args = [vite, 'build', '--config', config, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...withoutOurs(process.env), NO_COLOR: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The pages could not be built:\n${said}`)),
    )
  })
}

/** The build needs none of the server's settings, and its secrets least of all. */
const withoutOurs = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('WEFTID_')))
