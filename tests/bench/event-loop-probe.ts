// Loaded into a process before it starts: watches its event loop, and tells and forgets on SIGUSR2 when it stood still.
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

const every = 2
/** Shorter ones are not told. */
const told = 5

interface Pause {
  from: number
  to: number
  busy: number
}

let pauses: Pause[] = []
let at = now()
let used = busyMilliseconds()

/** Since 1970, so that processes can be compared. */
function now(): number {
  return performance.timeOrigin + performance.now()
}

/** For how long the thread that runs the event loop ran, or could have run and had no processor. */
function busyMilliseconds(): number {
  if (process.platform !== 'linux') {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  const [ran = 0, waited = 0] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1')
    .split(' ')
    .map(Number)
  return (ran + waited) / 1e6
}

setInterval(() => {
  const [from, to, busy] = [at + every, now(), busyMilliseconds()]
  if (to - from > told) pauses.push({ from, to, busy: busy - used })
  at = to
  used = busy
}, every).unref()

process.on('SIGUSR2', () => {
  process.stdout.write(`event loop ${JSON.stringify(pauses)}\n`)
  pauses = []
})
