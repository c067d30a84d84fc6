import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Electron's program, or in words why there is none to run. */
export type Runtime = { program: string } | { missing: string }

const packageFolder = 'node_modules/electron'
const aDay = 24 * 60 * 60 * 1000
const patience = 20_000
const notInstalled = "Electron's runtime is not installed here"

/**
 * Finds the runtime that belongs to the installed `electron` package, or tries once a day to fetch it. The package is
 * never imported: outside Electron that alone would start a download.
 */
export async function findRuntime(root: string, env: NodeJS.ProcessEnv): Promise<Runtime> {
  if (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'])
    return { missing: 'There is no display to open a window on' }
  const installed = installedProgram(root)
  if (installed) return { program: installed }
  const failure = join(root, 'node_modules/.cache/weftid/electron-not-fetched')
  if (isRecent(failure)) return { missing: notInstalled }
  process.stdout.write("Fetching Electron's runtime…\n")
  await fetchRuntime(join(root, packageFolder))
  const fetched = installedProgram(root)
  if (fetched) return { program: fetched }
  mkdirSync(dirname(failure), { recursive: true })
  writeFileSync(failure, '')
  return { missing: notInstalled }
}

/** The program that the `electron` package has fetched before, if it has. */
export function installedProgram(root: string): string | null {
  const folder = join(root, packageFolder)
  try {
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}

function isRecent(file: string): boolean {
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: 0 }
  return Date.now() - mtimeMs < aDay
}

// Whether it worked is seen by what it leaves behind.
function fetchRuntime(folder: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: patience,
    })
    child.once('exit', () => {
      resolve()
    })
    child.once('error', () => {
      resolve()
    })
  })
}
