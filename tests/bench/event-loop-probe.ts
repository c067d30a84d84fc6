// Loaded into a server before it starts: watches its event loop, and tells and forgets on SIGUSR2 what it has seen.
import { performance } from 'node:perf_hooks'

const every = 2
const fresh = () => ({ stall: 0, own: 0 })

let seen = fresh()
let at = performance.now()
let used = ownMilliseconds()

/** Processor time of the thread that runs the event loop. */
function ownMilliseconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

setInterval(() => {
  const now = performance.now()
  const own = ownMilliseconds()
  seen = { stall: Math.max(seen.stall, now - at - every), own: Math.max(seen.own, own - used) }
  at = now
  used = own
}, every).unref()

process.on('SIGUSR2', () => {
  process.stdout.write(`event loop ${JSON.stringify(seen)}\n`)
  seen = fresh()
})
