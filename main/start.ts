import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runOnNode } from './backend-on-node.ts'
import { findRuntime } from './electron-runtime.ts'
import { AlreadyRunning, startLocalMode } from './local-mode.ts'

const root = join(import.meta.dirname, '..')
/** A window that dies this early never opened: missing system libraries, a sandbox the system forbids. */
const tooSoon = 10_000

const sourcesOfShell = [
  'main/{*,servers/*,local-pages/*,hand-off/*}.ts',
  'renderer/{local-pages,components,styles}/*',
  'shared/**/*.ts',
  'package-lock.json',
]

const say = (words: string) => process.stdout.write(`${words}\n`)

async function start(): Promise<void> {
  const runtime = await findRuntime(root, process.env)
  if ('missing' in runtime) return runInBrowser(runtime.missing)
  await buildShell()
  const startedAt = Date.now()
  const code = await run(runtime.program, [root], { WEFTID_NODE: process.execPath })
  if (code !== 0 && Date.now() - startedAt < tooSoon) return runInBrowser("Electron's window did not open")
  process.exitCode = code
}

async function runInBrowser(why: string): Promise<void> {
  say('Starting WeftID…')
  const backend = await startLocalMode(process.env, join(root, 'server/index.ts'), (launch) =>
    runOnNode(process.execPath, launch),
  )
  say(`${why}, so WeftID runs in your browser: open ${backend.origin}`)
  say('Ctrl+C stops it.')
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))
  await backend.stop()
}

async function buildShell(): Promise<void> {
  const built = statSync(join(root, 'main/dist/index.js'), { throwIfNoEntry: false })
  const sources = globSync(sourcesOfShell, { cwd: root })
  const newest = Math.max(...sources.map((file) => statSync(join(root, file)).mtimeMs))
  if (built && built.mtimeMs > newest) return
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const config = join(root, 'main/vite.config.ts')
  const code = await run(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'])
  if (code !== 0) throw new Error('The desktop shell could not be built.')
}

/** Runs a program in our place: its words are ours, and so are the signals we get. Ctrl+C reaches it by itself. */
async function run(program: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  // With ELECTRON_RUN_AS_NODE, which editors leave behind, Electron would be no Electron.
  const merged = { ...process.env, ...env, ELECTRON_RUN_AS_NODE: undefined }
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: merged })
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  const ignore = () => undefined
  process.on('SIGTERM', pass).on('SIGHUP', pass).on('SIGINT', ignore)
  try {
    return await new Promise<number>((resolve) => {
      child.once('exit', (code) => {
        resolve(code ?? 1)
      })
      child.once('error', () => {
        resolve(1)
      })
    })
  } finally {
    process.off('SIGTERM', pass).off('SIGHUP', pass).off('SIGINT', ignore)
  }
}

start().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exitCode = cause instanceof AlreadyRunning ? 0 : 1
})
