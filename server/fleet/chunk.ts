import { record } from '../audit/record.ts'
import type { Db } from '../db/connect.ts'
import type { ModelRevocationResultRow, ModelRevocationRow } from '../db/tables.ts'
import { inResumableTransaction } from '../db/transaction.ts'
import { lockPasskeysOfModel, usersOfModel } from '../passkeys/of-model.ts'
import type { KnownPasskey } from '../passkeys/passkeys.ts'
import { takePasskey, voidBeginnings } from '../revocation/take.ts'
import type { Services } from '../services.ts'
import { lockAdministrators } from '../users/administrators.ts'
import { lockAccounts, type Account } from '../users/users.ts'
import { lockedOutBy } from './locked-out.ts'
import { addResults } from './results-store.ts'
import * as store from './store.ts'

interface Turn {
  jobId: string
  /** Whose turn it is: nothing is done where another process has taken the job. */
  holder: string
  /** For how many users at most. */
  users: number
  /** Until when the job stays the holder's. */
  leaseUntil: string
}

export interface ChunkDone {
  isFinished: boolean
  userIds: string[]
  /** Sessions that ended, for the news after the commit. */
  ended: string[]
}

/**
 * The next few users of a bulk revocation, each with all their passkeys of the model: revoked or skipped, with a result
 * for each, in one transaction with how far the job has come: what a power cut takes is done again. Null where it was
 * paused, has ended or is another's.
 */
export function workChunk(services: Services, turn: Turn): Promise<ChunkDone | null> {
  const at = services.now()
  return inResumableTransaction(services.db, async (tx) => {
    await lockAdministrators(tx)
    const job = await store.lockJob(tx, turn.jobId)
    if (job?.status !== 'running' || job.leased_by !== turn.holder) return null
    const which = { aaguid: job.aaguid, createdBefore: job.created_before }
    const userIds = await usersOfModel(tx, which, { after: job.position, limit: turn.users })
    const last = userIds.at(-1)
    if (last === undefined) {
      await finish(tx, job, at)
      return { isFinished: true, userIds, ended: [] }
    }
    // All passkeys, then all their owners: in the order of a sign-in, and nothing is held while waiting for these.
    const passkeys = await lockPasskeysOfModel(tx, which, userIds)
    const owners = await lockAccounts(tx, userIds)
    const { rows, ended } = await takeAll(tx, job, { passkeys, owners, at })
    if (rows.length > 0) await addResults(tx, rows)
    const revoked = rows.filter(({ is_revoked }) => is_revoked === 1).length
    await store.changeJob(tx, job.id, {
      position: last,
      revoked: job.revoked + revoked,
      skipped: job.skipped + rows.length - revoked,
      sessions_ended: job.sessions_ended + ended.length,
      leased_until: turn.leaseUntil,
    })
    return { isFinished: false, userIds, ended }
  })
}

interface Part {
  passkeys: KnownPasskey[]
  owners: Account[]
  at: Date
}

async function takeAll(tx: Db, job: ModelRevocationRow, { passkeys, owners, at }: Part) {
  const ids = new Set(passkeys.map(({ id }) => id))
  const lockedOut = job.locked_out === 'skip' ? await lockedOutBy(tx, owners, ids) : new Set<string>()
  const rows: ModelRevocationResultRow[] = []
  const ended: string[] = []
  for (const owner of owners) {
    const own = passkeys.filter(({ userId }) => userId === owner.id)
    const spared = sparedAs(job, owner, lockedOut)
    for (const passkey of own) {
      const sessions = spared ? [] : await take(tx, job, { passkey, owner, at })
      ended.push(...sessions)
      const outcome = spared ?? ('revoked' as const)
      rows.push(resultOf(job, { passkey, owner, at, outcome, sessionsEnded: sessions.length }))
    }
    if (!spared && own.length > 0) ended.push(...(await voidBeginnings(tx, owner.id, at)))
  }
  return { rows, ended }
}

/** Nobody acts on themselves in the console; and people are locked out only where that was chosen. */
function sparedAs(job: ModelRevocationRow, { id }: Account, lockedOut: ReadonlySet<string>) {
  if (id === job.run_by) return 'skipped-own' as const
  return lockedOut.has(id) ? ('skipped-locked-out' as const) : null
}

interface Taking {
  passkey: KnownPasskey
  owner: Account
  at: Date
}

const take = async (tx: Db, job: ModelRevocationRow, { passkey, owner, at }: Taking): Promise<string[]> => {
  const { reason, ticket } = job
  return (await takePasskey(tx, passkey, owner, { at, ...inTheNameOf(job), reason, ticket })) ?? []
}

const inTheNameOf = (job: ModelRevocationRow) => ({
  actor: { id: job.run_by, displayName: job.run_by_name, role: 'admin' as const },
  from: { address: job.run_by_address, client: job.run_by_client },
  token: job.run_by_token === null ? null : { id: job.run_by_token, name: job.run_by_token_name ?? '' },
})

const resultOf = (
  job: ModelRevocationRow,
  {
    passkey,
    owner,
    at,
    outcome,
    sessionsEnded,
  }: Taking & { outcome: ModelRevocationResultRow['outcome']; sessionsEnded: number },
): ModelRevocationResultRow => ({
  job_id: job.id,
  is_revoked: outcome === 'revoked' ? 1 : 0,
  user_id: owner.id,
  passkey_id: passkey.id,
  passkey_name: passkey.name,
  user_name: owner.displayName,
  user_email: owner.email,
  outcome,
  sessions_ended: sessionsEnded,
  at: at.toISOString(),
})

async function finish(tx: Db, job: ModelRevocationRow, at: Date): Promise<void> {
  const { revoked, skipped, sessions_ended } = job
  await store.changeJob(tx, job.id, {
    status: 'done',
    // What somebody else revoked meanwhile it did not come across.
    total: revoked + skipped,
    finished_at: at.toISOString(),
    leased_by: null,
    leased_until: null,
  })
  await record(tx, {
    at,
    action: 'fleet-revocation.finished',
    ...inTheNameOf(job),
    target: { id: job.aaguid, displayName: job.model_name },
    reason: `Revoked ${revoked}, skipped ${skipped}, sessions ended ${sessions_ended}.`,
    ticket: job.ticket,
    count: revoked,
  })
}
