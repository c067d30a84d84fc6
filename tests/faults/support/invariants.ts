import { expect } from 'vitest'
import { verifyRecord } from '../../../server/audit/verify.ts'
import { hasWorkingAdministrator } from '../../../server/users/administrators.ts'
import type { Config } from '../../../server/config.ts'
import { connect } from '../../../server/db/connect.ts'
import type { Services } from '../../../server/services.ts'
import { sealAll } from '../../support/record.ts'
import { countedFigures, keptFigures } from '../../support/standing.ts'

/** What holds of the database whatever was done to the server, as long as it had an administrator before. */
export async function expectInvariants(services: Pick<Services, 'db' | 'config' | 'log'>): Promise<void> {
  const { db } = services
  if (services.config.database.kind === 'sqlite') await expectSoundFile(services.config.database)
  const revoked = await db('passkeys').where({ status: 'revoked' }).select('id', 'public_key')
  expect(revoked.filter(({ public_key }) => public_key !== null)).toEqual([])
  const ids = revoked.map(({ id }) => id).sort()
  expect(await db('sessions').whereIn('passkey_id', ids).whereNull('ended_at')).toEqual([])
  const entries = await db('audit').where({ action: 'passkey.revoked' }).select('passkey_id')
  expect(entries.map(({ passkey_id }) => passkey_id).sort()).toEqual(ids)
  expect(await hasWorkingAdministrator(db)).toBe(true)
  expect(await keptFigures(db)).toEqual(await countedFigures(db))
  await sealAll(services)
  expect(await verifyRecord(services, null)).toMatchObject({ fault: null, unsealed: 0 })
}

/** On a connection of its own: one that others have written beside takes a merged search index for a broken one. */
async function expectSoundFile(database: Config['database']): Promise<void> {
  const db = connect(database)
  try {
    expect(await db.raw('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(await db.raw('pragma foreign_key_check')).toEqual([])
  } finally {
    await db.destroy()
  }
}
