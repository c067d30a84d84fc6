import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { sealBacklog } from '../audit/backlog.ts'
import { poolOf } from '../db/pool.ts'
import { runningJobs } from '../fleet/jobs.ts'
import { outboxLength } from '../notices/outbox.ts'
import type { Services } from '../services.ts'

/** What is counted as it happens; everything else is looked up when it is asked for. No label ever names a person. */
export interface Metrics {
  registry: Registry
  /** By method, route template and status. */
  requests: Histogram<'method' | 'route' | 'status'>
  /** By what was proven, and how it ended. */
  signIns: Counter<'method' | 'result'>
  eventStreams: Gauge
}

/** The figures of one process. */
export function createMetrics({ db }: Pick<Services, 'db'>): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  lookUp(registry, 'weftid_outbox_waiting', 'Mails still to be sent.', () => outboxLength(db))
  lookUp(registry, 'weftid_seal_backlog', 'Entries without a seal, as far as 10000.', () => sealBacklog(db))
  lookUp(registry, 'weftid_bulk_revocations_running', 'Bulk revocations under way.', () => runningJobs(db))
  const connections = new Gauge({
    name: 'weftid_database_connections',
    help: 'Connections of this process, and how many wait for one.',
    labelNames: ['state'],
    registers,
    collect: () => {
      for (const [state, howMany] of Object.entries(poolOf(db))) connections.set({ state }, howMany)
    },
  })
  return {
    registry,
    requests: new Histogram({
      name: 'weftid_request_duration_seconds',
      help: 'From the request to the head of its answer; both halves of every ceremony among them.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    signIns: new Counter({
      name: 'weftid_sign_ins_total',
      help: 'Attempts to sign in by what was proven, and how they ended.',
      labelNames: ['method', 'result'],
      registers,
    }),
    eventStreams: new Gauge({ name: 'weftid_event_streams', help: 'Open event streams.', registers }),
  }
}

function lookUp(registry: Registry, name: string, help: string, look: () => Promise<number>): void {
  const gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect: async () => {
      gauge.set(await look())
    },
  })
}
