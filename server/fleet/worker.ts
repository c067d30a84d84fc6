import { setTimeout as after } from 'node:timers/promises'
import { withCheckpointer } from '../db/checkpoints.ts'
import { dialectOf } from '../db/dialect.ts'
import type { Services } from '../services.ts'
import { newId } from '../tokens.ts'
import { workChunk, type ChunkDone } from './chunk.ts'
import { giveLeasesBack, leaseJob } from './store.ts'

const second = 1000
const pollEvery = second / 2
const pollWhenFailing = 3 * second

/** For how long a job stays with the process that works on it: if that dies, another goes on then. */
const lease = 1.5 * second

/**
 * How long a chunk is to take, in milliseconds; as long is everybody else's after it. On SQLite they wait meanwhile; on
 * PostgreSQL only whoever acts on the same people or takes from administrators does.
 */
const chunkGoal = { sqlite: 4, postgres: 80 } as const
const mostUsers = 100

/** News of how far a job has come is told at most so often. */
const tellEvery = second / 2

/** Works on bulk revocations as they are ordered, one process at a time on each. Answers how to stop it. */
export function startRevoker(services: Services): () => Promise<void> {
  const holder = newId()
  const stopping = new AbortController()
  const running = keepRevoking(services, holder, stopping.signal)
  return async () => {
    stopping.abort()
    await running
  }
}

async function keepRevoking(services: Services, holder: string, stopping: AbortSignal): Promise<void> {
  let pause = pollEvery
  while (!stopping.aborted) {
    try {
      pause = pollEvery
      const jobId = await leaseJob(services.db, { holder, ...leaseFrom(services) })
      if (jobId !== null) {
        await withCheckpointer(services, () => workOn(services, { jobId, holder, stopping }))
        continue
      }
    } catch (error) {
      services.log.error({ err: error }, 'a bulk revocation does not go on')
      pause = pollWhenFailing
    }
    await after(pause, undefined, { signal: stopping, ref: false }).catch(() => undefined)
  }
  await giveLeasesBack(services.db, holder).catch(() => undefined)
}

interface Work {
  jobId: string
  holder: string
  stopping: AbortSignal
}

async function workOn(services: Services, { jobId, holder, stopping }: Work): Promise<void> {
  let users = 1
  let told = 0
  while (!stopping.aborted) {
    const { until: leaseUntil } = leaseFrom(services)
    const began = performance.now()
    const done = await workChunk(services, { jobId, holder, users, leaseUntil })
    const took = performance.now() - began
    if (done) tellPeople(services, done)
    const isOver = !done || done.isFinished
    if (isOver || performance.now() - told >= tellEvery) {
      told = performance.now()
      tellConsole(services, jobId)
    }
    if (isOver) return
    users = nextSize(users, took, chunkGoal[dialectOf(services.db)])
    await after(Math.min(took, second / 2))
  }
}

/** As many users as fit into the goal, going by how long the last ones took; at most twice as many as before. */
export const nextSize = (users: number, took: number, goal: number): number =>
  Math.max(1, Math.min(mostUsers, users * 2, Math.floor((users * goal) / took)))

const leaseFrom = ({ now }: Services) => {
  const at = now().getTime()
  return { now: new Date(at).toISOString(), until: new Date(at + lease).toISOString() }
}

function tellPeople({ publish }: Services, { userIds, ended }: ChunkDone): void {
  publish({ sessions: ended }, { type: 'session.ended', reason: 'passkey-revoked' })
  for (const userId of userIds) publish({ users: [userId] }, { type: 'passkeys.changed', userId })
}

function tellConsole({ publish }: Services, jobId: string): void {
  publish({ permission: 'fleet.read' }, { type: 'fleet.progress', jobId })
  publish({ permission: 'fleet.read' }, { type: 'fleet.changed' })
  publish({ permission: 'users.read' }, { type: 'users.changed' })
}
