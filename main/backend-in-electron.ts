import { createWriteStream } from 'node:fs'
import { utilityProcess } from 'electron'
import type { Launch } from './backend-on-node.ts'
import type { BackendRun } from './local-backend.ts'

/** Runs the bundled backend in a utility process, as the packaged app does: there is no Node beside it. */
export function runInElectron({ entry, env, log }: Launch): BackendRun {
  const child = utilityProcess.fork(entry, [], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    serviceName: 'WeftID backend',
  })
  const file = createWriteStream(log, { flags: 'a', mode: 0o600 })
  child.stdout?.pipe(file, { end: false })
  child.stderr?.pipe(file, { end: false })
  const exited = new Promise<number>((resolve) => {
    child.once('exit', (code) => {
      file.end()
      resolve(code)
    })
  })
  return {
    exited,
    onMessage(hear) {
      child.on('message', hear)
    },
    stop() {
      child.postMessage({ type: 'stop' })
    },
    kill() {
      child.kill()
    },
  }
}
