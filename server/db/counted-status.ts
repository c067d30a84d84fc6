import type { Knex } from 'knex'
import type { Db } from './connect.ts'

// Whoever ordered it keeps theirs; people who may have to be skipped keep theirs until it is their turn.
const isBeingRevoked = `exists (
  select 1 from model_revocations r
  where r.finished_at is null and r.status = 'running' and r.aaguid = passkeys.aaguid
    and passkeys.created_at < r.created_before and r.run_by <> passkeys.user_id
    and (r.locked_out = 'revoke' or exists (
      select 1 from users u where u.id = passkeys.user_id and u.sole_model is distinct from r.aaguid)))`

/**
 * The status that counts of the row of `passkeys` at hand, as the column `status`: a running bulk revocation has taken
 * effect for all it is about from the moment it was ordered, before it has come to each of them.
 */
export const countedStatus = (db: Db): Knex.Raw =>
  db.raw(`case when ${isBeingRevoked} then 'revoked' else passkeys.status end as status`)

/** A condition, in SQL, on the row of `passkeys` at hand: somebody can sign in with it. */
export const isUsable = `passkeys.status = 'active' and not ${isBeingRevoked}`
