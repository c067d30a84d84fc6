import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Config } from '../../server/config.ts'
import { Browser } from './browser.ts'
import { cleanEnvironment } from './clean-environment.ts'
import { programPath } from './programs.ts'

export interface OtherProcess {
  /** A browser at this process; with somebody's cookie, the same session at another door. */
  browser: (like?: Browser) => Browser
  /** What it has logged of errors. */
  errors: () => string
  kill: () => Promise<void>
}

/** Another process on the same database and under the same origin: it knows the sessions and challenges of the first. */
export async function startOther(
  config: Pick<Config, 'database' | 'origin' | 'secrets' | 'dataFolder'>,
): Promise<OtherProcess> {
  const { database, origin, secrets, dataFolder } = config
  const environment = {
    WEFTID_DATA: dataFolder,
    WEFTID_DATABASE: database.kind === 'sqlite' ? database.file : database.url,
    WEFTID_ORIGIN: origin,
    WEFTID_SECRET: secrets.join(),
  }
  const child = spawn(process.execPath, [programPath('app')], {
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'close')
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString().replace(/\D/g, '')))
    child.once('close', () => reject(new Error(`The process did not start: ${errors}`)))
  })
  const url = `http://127.0.0.1:${port}`
  return {
    browser: (like) => {
      const browser = new Browser(url, origin)
      if (like) browser.cookie = like.cookie
      return browser
    },
    errors: () => errors,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
