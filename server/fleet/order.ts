import type { Revocation } from '../../shared/contract/fleet.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { ModelRevocationRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import type { OfModel } from '../passkeys/of-model.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { newId } from '../tokens.ts'
import { lockAdministrators, requireWorkingAdministrator } from '../users/administrators.ts'
import { lockForAct } from '../users/reach.ts'
import { findJob, existing, toView } from './jobs.ts'
import { nameOf } from './models.ts'
import { countPasskeys } from './preview.ts'
import * as store from './store.ts'

export interface Order {
  aaguid: string
  /** ISO 8601; now, unless told. */
  createdBefore?: string | undefined
  reason: string
  ticket?: string | undefined
  lockedOut: 'skip' | 'revoke'
}

/** What an order is about at this moment. */
export const scopeOf = ({ aaguid, createdBefore }: Order): OfModel => ({
  aaguid,
  createdBefore: createdBefore === undefined ? null : new Date(createdBefore).toISOString(),
})

/**
 * Orders a bulk revocation: from this commit on it is in effect, and goes on row by row. Throws `conflict` where one of
 * this model is under way, where there is nothing to revoke, and where it would leave nobody to administer this server.
 */
export async function startRevocation(services: Services, act: Act, order: Order): Promise<Revocation> {
  const scope = scopeOf(order)
  // Counted before, a slice at a time: inside the transaction everybody would wait for it.
  const counted = scope.createdBefore === null ? null : await countPasskeys(services, scope)
  const job = await inTransaction(services.db, (tx) => begin(services, tx, act, { order, scope, counted }))
  tell(services, job.id)
  return toView(job)
}

interface Beginning {
  order: Order
  scope: OfModel
  counted: number | null
}

async function begin(services: Services, tx: Db, act: Act, { order, scope, counted }: Beginning) {
  const at = services.now().toISOString()
  await lockAdministrators(tx)
  await lockForAct(tx, act, [])
  // Whoever registers one at this moment has stored it before, or finds this job: `registeredAfterRevocations`.
  const model = await store.lockModel(tx, order.aaguid)
  const total = counted ?? (model ? model.active + model.suspended : 0)
  if (!model || total === 0) throw conflict('There is no passkey of this model to revoke.')
  if (await store.openJobOf(tx, order.aaguid)) throw conflict('This model is being revoked already.')
  const job: ModelRevocationRow = {
    id: newId(),
    aaguid: scope.aaguid,
    model_name: nameOf(model),
    // Nothing is revoked that is yet to be registered.
    created_before: scope.createdBefore !== null && scope.createdBefore < at ? scope.createdBefore : at,
    reason: order.reason,
    ticket: order.ticket ?? null,
    locked_out: order.lockedOut,
    status: 'running',
    created_at: at,
    created_by: act.session.user.id,
    created_by_name: act.session.user.displayName,
    ...runBy(act),
    ...{ total, revoked: 0, skipped: 0, sessions_ended: 0, position: '' },
    ...{ finished_at: null, leased_by: null, leased_until: null },
  }
  await store.insertJob(tx, job)
  await requireWorkingAdministrator(tx)
  await note(services, tx, act, { job, action: 'fleet-revocation.started', count: total })
  return job
}

/** Stops after the chunk under way; what is not done yet works again until it is resumed. Throws `conflict` once it has ended. */
export const pauseRevocation = (services: Services, act: Act, id: string): Promise<Revocation> =>
  change(services, act, id, {
    to: 'paused',
    from: ['running'],
    action: 'fleet-revocation.paused',
    values: { leased_by: null, leased_until: null },
  })

/** Goes on, in the name of who resumes it. Throws as `startRevocation` does, and once it has ended. */
export const resumeRevocation = (services: Services, act: Act, id: string): Promise<Revocation> =>
  change(services, act, id, {
    to: 'running',
    from: ['paused'],
    action: 'fleet-revocation.resumed',
    values: runBy(act),
  })

/** Ends it for good; what is done stays done. Throws `conflict` where it has come to its end. */
export const cancelRevocation = (services: Services, act: Act, id: string): Promise<Revocation> =>
  change(services, act, id, {
    to: 'cancelled',
    from: ['running', 'paused'],
    action: 'fleet-revocation.cancelled',
    values: { leased_by: null, leased_until: null, finished_at: services.now().toISOString() },
  })

interface Change {
  to: ModelRevocationRow['status']
  from: ModelRevocationRow['status'][]
  action: `fleet-revocation.${'paused' | 'resumed' | 'cancelled'}`
  values: Partial<ModelRevocationRow>
}

/** Repeated, it changes nothing. */
async function change(
  services: Services,
  act: Act,
  id: string,
  { to, from, action, values }: Change,
): Promise<Revocation> {
  await inTransaction(services.db, async (tx) => {
    await lockAdministrators(tx)
    await lockForAct(tx, act, [])
    const job = existing(await store.lockJob(tx, id))
    if (job.status === to) return
    if (!from.includes(job.status)) throw conflict(`This revocation is ${job.status} already.`)
    await store.changeJob(tx, id, { ...values, status: to })
    if (to === 'running') await requireWorkingAdministrator(tx)
    await note(services, tx, act, { job, action, count: job.revoked })
  })
  tell(services, id)
  return findJob(services.db, id)
}

const conflict = (detail: string) => new AppError('conflict', { detail })

const runBy = ({ session, from }: Act) => ({
  run_by: session.user.id,
  run_by_name: session.user.displayName,
  run_by_address: from.address,
  run_by_client: from.client,
  run_by_token: session.user.token?.id ?? null,
  run_by_token_name: session.user.token?.name ?? null,
})

interface Note {
  job: ModelRevocationRow
  action: Change['action'] | 'fleet-revocation.started'
  count: number
}

const note = (
  { now }: Services,
  tx: Db,
  { session, from }: Act,
  { job, action, count }: Note,
): Promise<void> =>
  record(tx, {
    at: now(),
    action,
    actor: session.user,
    target: { id: job.aaguid, displayName: job.model_name },
    reason: job.reason,
    ticket: job.ticket,
    count,
    from,
  })

function tell({ publish }: Services, jobId: string): void {
  publish({ permission: 'fleet.read' }, { type: 'fleet.progress', jobId })
}
