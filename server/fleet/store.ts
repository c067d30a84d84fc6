import type { Db } from '../db/connect.ts'
import type { ModelRevocationRow, ModelRow } from '../db/tables.ts'

/** Models that have a passkey, the most used first. */
export const modelsInUse = (db: Db): Promise<ModelRow[]> =>
  db('models')
    .whereRaw('active + suspended > 0')
    .orderBy([
      { column: 'active', order: 'desc' },
      { column: 'suspended', order: 'desc' },
      { column: 'aaguid' },
    ])
    .select('*')

export const findModel = (db: Db, aaguid: string): Promise<ModelRow | undefined> =>
  db('models').where({ aaguid }).first('*')

/** Nobody registers or revokes a passkey of the model until the transaction ends. */
export const lockModel = (tx: Db, aaguid: string): Promise<ModelRow | undefined> =>
  tx('models').where({ aaguid }).forUpdate().first('*')

export const setModelName = (tx: Db, aaguid: string, name: string | null): Promise<number> =>
  tx('models').where({ aaguid }).update({ name })

export const insertJob = (tx: Db, row: ModelRevocationRow): Promise<number[]> =>
  tx('model_revocations').insert(row)

export const findJob = (db: Db, id: string): Promise<ModelRevocationRow | undefined> =>
  db('model_revocations').where({ id }).first('*')

/** Nobody else changes it, nor works on it, until the transaction ends. */
export const lockJob = (tx: Db, id: string): Promise<ModelRevocationRow | undefined> =>
  tx('model_revocations').where({ id }).forUpdate().first('*')

export const changeJob = (tx: Db, id: string, change: Partial<ModelRevocationRow>): Promise<number> =>
  tx('model_revocations').where({ id }).update(change)

/** Running or paused. */
export const openJobOf = (tx: Db, aaguid: string): Promise<ModelRevocationRow | undefined> =>
  tx('model_revocations').where({ aaguid }).whereNull('finished_at').first('*')

/** Those running, which a process works on or is to. */
export const countRunning = async (db: Db): Promise<number> =>
  Number(
    (await db('model_revocations').where({ status: 'running' }).count({ count: '*' }).first())?.count ?? 0,
  )

/** Newest first, those before a place. */
export function jobsBefore(
  db: Db,
  before: { createdAt: string; id: string } | null,
  limit: number,
): Promise<ModelRevocationRow[]> {
  const rows = db('model_revocations')
  if (before) void rows.whereRaw('(created_at, id) < (?, ?)', [before.createdAt, before.id])
  return rows
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit)
    .select('*')
}

interface Lease {
  holder: string
  now: string
  until: string
}

/** Takes a running job that nobody works on; of several processes that want it one gets it. */
export async function leaseJob(db: Db, { holder, now, until }: Lease): Promise<string | null> {
  const free = db('model_revocations')
    .whereNull('finished_at')
    .where({ status: 'running' })
    .where((builder) => {
      void builder.whereNull('leased_by').orWhere({ leased_by: holder }).orWhere('leased_until', '<', now)
    })
  const found = await free.clone().orderBy('created_at').first('id')
  if (!found) return null
  const taken = await free.where({ id: found.id }).update({ leased_by: holder, leased_until: until })
  return taken === 1 ? found.id : null
}

export const giveLeasesBack = (db: Db, holder: string): Promise<number> =>
  db('model_revocations').where({ leased_by: holder }).update({ leased_by: null, leased_until: null })

/** Gives a passkey the time of the latest bulk revocation of its model, where it has an earlier one. */
export const moveAfterRevocations = async (tx: Db, passkeyId: string, aaguid: string): Promise<void> => {
  const [latest] = await tx('model_revocations')
    .where({ aaguid })
    .orderBy('created_before', 'desc')
    .limit(1)
    .pluck('created_before')
  if (latest !== undefined)
    await tx('passkeys')
      .where({ id: passkeyId })
      .where('created_at', '<', latest)
      .update({ created_at: latest })
}
