import { homedir } from 'node:os'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Launch } from './backend-on-node.ts'
import { dataFolder } from '../shared/data-folder.ts'
import { isServing, recallInstance, rememberInstance } from './instance.ts'
import { startBackend, type Backend, type BackendRun } from './local-backend.ts'
import { choosePort } from './port.ts'

/** Somebody already serves this data folder; the message says where. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning'
}

/** Starts the backend on this person's own data and on the port it had before. `run` starts one process of it. */
export async function startLocalMode(
  env: NodeJS.ProcessEnv,
  entry: string,
  run: (launch: Launch) => BackendRun,
): Promise<Backend> {
  const folder = dataFolder({ platform: process.platform, home: homedir(), env })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const instance = recallInstance(folder)
  if (instance && (await isServing(instance)))
    throw new AlreadyRunning(`WeftID is already running: open http://localhost:${instance.port}`)
  const port = given(env['WEFTID_PORT']) ?? String(await choosePort(instance?.port ?? null))
  const log = join(folder, 'backend.log')
  writeFileSync(log, '', { mode: 0o600 })
  const launch = { entry, log, env: { ...env, WEFTID_DATA: folder, WEFTID_PORT: port } }
  const backend = await startBackend(() => run(launch)).catch((cause: unknown) => {
    throw new Error(inWords(cause, log), { cause })
  })
  rememberInstance(folder, { port: Number(new URL(backend.origin).port), pid: process.pid })
  return backend
}

/** What went wrong, with what the server said for people to read; its records for machines stay in the file. */
function inWords(cause: unknown, log: string): string {
  const said = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'))
  return [cause instanceof Error ? cause.message : String(cause), ...said.slice(-10), `Log: ${log}`].join(
    '\n',
  )
}

const given = (value: string | undefined) => (value === '' ? undefined : value)
