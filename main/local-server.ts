import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { app } from 'electron'
import { runInElectron } from './backend-in-electron.ts'
import { runOnNode, type Launch } from './backend-on-node.ts'
import type { Backend } from './local-backend.ts'
import { startLocalMode } from './local-mode.ts'

/** Somebody who quits while it still starts does not wait for that; it goes when our end of the pipe does. */
const patience = 10_000

/** The backend on this computer: it runs only while the app works with it. */
export interface LocalServer {
  /** Starts it unless it runs, and answers its origin. */
  start(): Promise<string>
  /** Stops it if it runs, or once it has started. */
  stop(): Promise<void>
}

/** Makes the app's own backend startable, and stops it before the app is gone. */
export function createLocalServer(): LocalServer {
  let backend: Promise<Backend> | null = null
  // Its port is part of its origin: the next one starts when the last one has given it up.
  let stopped: Promise<void> = Promise.resolve()
  const server: LocalServer = {
    async start() {
      backend ??= stopped
        .then(() => startLocalMode(process.env, backendEntry(), runBackend))
        .catch((cause: unknown) => {
          backend = null
          throw cause
        })
      return (await backend).origin
    },
    stop() {
      const running = backend
      backend = null
      if (running) stopped = running.then((started) => started.stop()).catch(() => undefined)
      return stopped
    },
  }
  stopWithApp(server)
  return server
}

function stopWithApp(server: LocalServer): void {
  let isStopped = false
  app.on('will-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    void Promise.race([server.stop(), delay(patience)]).finally(() => {
      isStopped = true
      app.quit()
    })
  })
}

function backendEntry(): string {
  return join(app.getAppPath(), app.isPackaged ? 'main/dist/backend.js' : 'server/index.ts')
}

function runBackend(launch: Launch) {
  return app.isPackaged ? runInElectron(launch) : runOnNode(process.env['WEFTID_NODE'] ?? 'node', launch)
}
