import type { Db } from '../db/connect.ts'
import type { ModelCounts, Part, Standing } from './counts.ts'

export const partsOf = (tx: Db, userId: string): Promise<Part[]> =>
  tx('passkeys')
    .where({ user_id: userId })
    .whereNot('status', 'revoked')
    .select('aaguid', 'status', 'backup_eligible')

export const hasCodes = async (tx: Db, userId: string): Promise<boolean> =>
  (await tx('backup_codes').where({ user_id: userId }).whereNull('used_at').first('id')) !== undefined

export const saveStanding = (tx: Db, userId: string, standing: Standing): Promise<number> =>
  tx('users').where({ id: userId }).update(standing)

/** Adds to the counts of models, each as one statement: two acts at once both count. */
export async function addToModels(tx: Db, changes: ReadonlyMap<string, ModelCounts>): Promise<void> {
  for (const [aaguid, change] of changes) {
    if (Object.values(change).every((amount) => amount === 0)) continue
    const amounts = Object.entries(change)
    await tx('models')
      .insert({ aaguid, name: null, last_used_day: '', ...change })
      .onConflict('aaguid')
      .merge(
        Object.fromEntries(amounts.map(([name, amount]) => [name, tx.raw('models.?? + ?', [name, amount])])),
      )
  }
}
