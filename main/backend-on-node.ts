import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { BackendRun } from './local-backend.ts'

export interface Launch {
  /** The program to run. */
  entry: string
  env: NodeJS.ProcessEnv
  /** Where its log goes, added to. */
  log: string
}

/** Runs the backend from its sources on Node, as development does. */
export function runOnNode(node: string, { entry, env, log }: Launch): BackendRun {
  const isWindows = process.platform === 'win32'
  const file = openSync(log, 'a', 0o600)
  const child = spawn(node, [entry], {
    env,
    stdio: ['ignore', file, file, 'ipc'],
    // Out of the terminal's group: Ctrl+C is for us, and we ask it to stop. It also goes when our end of the pipe does.
    detached: !isWindows,
    windowsHide: true,
  })
  closeSync(file)
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve)
    child.once('error', () => {
      resolve(null)
    })
  })
  return {
    exited,
    onMessage(hear) {
      child.on('message', hear)
    },
    stop() {
      // Windows has no SIGTERM: there the same wish goes over the pipe.
      if (isWindows && child.connected) child.send({ type: 'stop' })
      else child.kill('SIGTERM')
    },
    kill() {
      child.kill('SIGKILL')
    },
  }
}
