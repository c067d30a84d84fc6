import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'

/** One run of the backend, however it was started. */
export interface BackendRun {
  /** Ends with the exit code once the process is gone, or null if a signal took it; never fails. */
  readonly exited: Promise<number | null>
  onMessage(hear: (message: unknown) => void): void
  /** Asks it to finish what it is doing and go. */
  stop(): void
  kill(): void
}

/** A backend that is kept running until it is stopped. */
export interface Backend {
  readonly origin: string
  stop(): Promise<void>
}

const listening = z.object({ type: z.literal('listening'), url: z.url() })

const patience = { untilListening: 60_000, untilPages: 120_000, untilStopped: 8_000, whenStable: 60_000 }

/** How long to wait before start number `failures + 1`: from half a second, doubling, to half a minute. */
export function restartDelay(failures: number): number {
  return Math.min(500 * 2 ** (failures - 1), 30_000)
}

/**
 * Starts the backend and answers once it serves. A first start that fails is an error, because a second would fail the
 * same way; a backend that dies later is started again on the same port, ever less eagerly.
 */
export async function startBackend(launch: () => BackendRun): Promise<Backend> {
  const stopping = new AbortController()
  let run = launch()
  const origin = await readyOrigin(run)

  async function keepRunning(): Promise<void> {
    for (let failures = 0; ;) {
      const startedAt = Date.now()
      await run.exited
      failures = Date.now() - startedAt > patience.whenStable ? 1 : failures + 1
      const isWanted = await delay(restartDelay(failures), true, { signal: stopping.signal }).catch(
        () => false,
      )
      if (!isWanted) return
      run = launch()
    }
  }

  const kept = keepRunning()
  return {
    origin,
    async stop() {
      stopping.abort()
      await stopRun(run)
      await kept
    },
  }
}

async function readyOrigin(run: BackendRun): Promise<string> {
  try {
    const origin = await saidOrigin(run)
    await checkHealth(origin)
    await untilPagesAreServed(origin, Date.now() + patience.untilPages)
    return origin
  } catch (cause) {
    run.kill()
    throw cause
  }
}

async function saidOrigin(run: BackendRun): Promise<string> {
  const said = new Promise<string>((resolve) => {
    run.onMessage((message) => {
      const parsed = listening.safeParse(message)
      if (parsed.success) resolve(new URL(parsed.data.url).origin)
    })
  })
  const died = run.exited.then(
    (code) => new Error(`The backend ended before it was ready (code ${String(code)}).`),
  )
  const late = delay(patience.untilListening, new Error('The backend did not get ready in time.'), {
    ref: false,
  })
  const outcome = await Promise.race([said, died, late])
  if (typeof outcome === 'string') return outcome
  throw outcome
}

async function checkHealth(origin: string): Promise<void> {
  const response = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`The backend says it is not well (${response.status}).`)
}

// Started from source, the server listens while it still builds its pages and answers 503 for them.
async function untilPagesAreServed(origin: string, deadline: number): Promise<void> {
  while ((await fetch(origin, { signal: AbortSignal.timeout(10_000) })).status === 503) {
    if (Date.now() > deadline) throw new Error('The pages were not built in time.')
    await delay(200)
  }
}

async function stopRun(run: BackendRun): Promise<void> {
  run.stop()
  const deadline = delay(patience.untilStopped, 'late', { ref: false })
  if ((await Promise.race([run.exited, deadline])) === 'late') run.kill()
  await run.exited
}
