import type { Model } from '../../shared/contract/fleet.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { ModelRow } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import { modelName } from '../passkeys/models.ts'
import type { Services } from '../services.ts'
import type { Act } from '../session.ts'
import { lockForAct } from '../users/reach.ts'
import * as store from './store.ts'

/** Every model that has a passkey, the most used first; out of kept counts, whatever the number of passkeys. */
export async function listModels(db: Db): Promise<{ items: Model[]; next: null }> {
  return { items: (await store.modelsInUse(db)).map(toView), next: null }
}

/** Gives a model a name of one's own, or takes it away. Throws `not-found` for a model nobody ever had. */
export async function renameModel(
  services: Services,
  { session, from }: Act,
  { aaguid, name }: { aaguid: string; name: string | null },
): Promise<{ model: Model }> {
  const at = services.now()
  const model = await inTransaction(services.db, async (tx) => {
    await lockForAct(tx, { session, from }, [])
    const row = await store.lockModel(tx, aaguid)
    if (!row) throw new AppError('not-found')
    const renamed = { ...row, name }
    if (row.name === name) return renamed
    await store.setModelName(tx, aaguid, name)
    const target = { id: aaguid, displayName: nameOf(renamed) }
    await record(tx, { at, action: 'model.renamed', actor: session.user, target, reason: null, from })
    return renamed
  })
  services.publish({ permission: 'fleet.read' }, { type: 'fleet.changed' })
  return { model: toView(model) }
}

/** What a model is called. */
export const nameOf = ({ aaguid, name }: Pick<ModelRow, 'aaguid' | 'name'>): string =>
  name ?? modelName(aaguid)

const toView = (row: ModelRow): Model => ({
  aaguid: row.aaguid,
  name: nameOf(row),
  renamed: row.name !== null,
  // Registration asks for no attestation.
  attested: false,
  active: row.active,
  synced: row.synced,
  suspended: row.suspended,
  users: row.users,
  usersWithNothingElse: row.sole_users,
  lastUsedOn: row.last_used_day === '' ? null : row.last_used_day,
})
