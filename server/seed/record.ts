import type { Db } from '../db/connect.ts'
import { sealSome, type SealerMemory } from '../audit/seal-entries.ts'
import type { Services } from '../services.ts'

const columns =
  'at, action, actor_id, actor_name, actor_role, target_id, target_name, passkey_id, passkey_name, reason, address, client'

/** What the record would hold of seeded people: how each was let in last, and every revocation, in the order of time. */
export async function seedRecord(db: Db): Promise<void> {
  await db.raw(`insert into audit (${columns})
    select u.last_sign_in_at as at, 'sign-in.succeeded', u.id, u.display_name, u.role, u.id, u.display_name,
      p.id, p.name, null, p.last_used_address, p.last_used_client
    from (select min(id) as id from passkeys where status <> 'revoked' group by user_id) as first
      join passkeys p on p.id = first.id join users u on u.id = p.user_id
    where u.last_sign_in_at is not null
    union all
    select p.revoked_at, 'passkey.revoked', null, null, null, u.id, u.display_name, p.id, p.name, p.reason, null, null
    from passkeys p join users u on u.id = p.user_id where p.revoked_at is not null
    order by 1`)
}

/** Seals everything there is, so that a check of the record has something to check. */
export async function sealAll(services: Pick<Services, 'db' | 'config' | 'log'>): Promise<void> {
  const memory: SealerMemory = { pending: null, end: null }
  while ((await sealSome(services, memory)) > 0);
}
