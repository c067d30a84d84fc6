import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { ForkOptions, UtilityProcess } from 'electron'
import { recorded } from './recorded.ts'

/** A forked program that says only what a test makes it say. */
function createProcess(entry: string, options: ForkOptions) {
  const emitter = new EventEmitter()
  const methods = {
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    postMessage: recorded<[message: unknown], undefined>(() => undefined),
    kill: recorded(() => emitter.emit('exit', 1)),
  } satisfies Pick<UtilityProcess, 'stdout' | 'stderr' | 'postMessage' | 'kill'>
  return Object.assign(emitter, methods, { entry, options })
}

export type UtilityProcessDouble = ReturnType<typeof createProcess>

export const utilityProcess = {
  forked: [] as UtilityProcessDouble[],
  fork(entry: string, _args: string[], options: ForkOptions) {
    const child = createProcess(entry, options)
    utilityProcess.forked.push(child)
    return child
  },
}
