import type { Knex } from 'knex'

const activeOf = "from passkeys k where k.user_id = users.id and k.status = 'active'"
const amounts = ['active', 'synced', 'suspended', 'users', 'sole_users'] as const

/** Counts everything anew that is otherwise kept as it changes, but for the days on which people were in use. */
export async function recount(db: Knex): Promise<void> {
  await db.raw(`update users set
    active_passkeys = (select count(*) ${activeOf}),
    sole_model = (select case when min(k.aaguid) = max(k.aaguid) then min(k.aaguid) end ${activeOf}),
    risk = case when (select count(*) ${activeOf}) = 1 and (select max(k.backup_eligible) ${activeOf}) = 0
      and not exists (select 1 from backup_codes c where c.user_id = users.id and c.used_at is null)
      then 'one-device-bound-no-codes' else '' end`)
  await recountModels(db)
}

/** Takes the last sign-in of people for their last day in use: when that begins to be kept, and for made-up people. */
export const recountDays = (db: Knex) =>
  db.raw("update users set last_used_day = substr(coalesce(last_sign_in_at, ''), 1, 10)")

/** What models are counted by, out of passkeys and users whose own counts are right. */
export async function recountModels(db: Knex): Promise<void> {
  await db.raw(`update models set ${amounts.map((amount) => `${amount} = 0`).join(', ')}`)
  // "where true": SQLite would otherwise take "on conflict" for part of a join.
  await db.raw(`insert into models (aaguid, active, synced, suspended, users, sole_users, last_used_day)
    select aaguid,
      sum(case when status = 'active' then 1 else 0 end),
      sum(case when status = 'active' and backup_eligible = 1 then 1 else 0 end),
      sum(case when status = 'suspended' then 1 else 0 end),
      count(distinct case when status = 'active' then user_id end),
      (select count(*) from users where users.sole_model = counted.aaguid),
      substr(max(coalesce(last_used_at, '')), 1, 10)
    from (select * from passkeys where status <> 'revoked') as counted where true group by aaguid
    on conflict (aaguid) do update set last_used_day = excluded.last_used_day,
      ${amounts.map((amount) => `${amount} = excluded.${amount}`).join(', ')}`)
}
