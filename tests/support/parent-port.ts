import { EventEmitter } from 'node:events'
import type { ParentPort } from 'electron'

/** Loaded before a program of Electron's utility process, so that it runs on Node: what it says is a line. */
const parentPort = Object.assign(new EventEmitter(), {
  postMessage(message: unknown) {
    process.stdout.write(`posted ${JSON.stringify(message)}\n`)
  },
} satisfies Pick<ParentPort, 'postMessage'>)

Object.assign(process, { parentPort })
