import type { PasskeyRow } from '../db/tables.ts'

/** A passkey as far as counting goes. */
export type Part = Pick<PasskeyRow, 'aaguid' | 'status' | 'backup_eligible'>

/** What one user is listed by. */
export interface Standing {
  active_passkeys: number
  sole_model: string | null
  risk: '' | 'one-device-bound-no-codes'
}

/** What is to be added to the counts of one model. */
export interface ModelCounts {
  active: number
  synced: number
  suspended: number
  users: number
  sole_users: number
}

/** What one user is listed by, out of their passkeys. */
export function standingOf(parts: readonly Part[], hasCodes: boolean): Standing {
  const active = parts.filter(({ status }) => status === 'active')
  const isAtRisk = active.length === 1 && active[0]?.backup_eligible === 0 && !hasCodes
  return {
    active_passkeys: active.length,
    sole_model: soleModel(active),
    risk: isAtRisk ? 'one-device-bound-no-codes' : '',
  }
}

/** What one user adds to the counts of each model they have a passkey of. */
function countsOf(parts: readonly Part[]): Map<string, ModelCounts> {
  const sole = soleModel(parts.filter(({ status }) => status === 'active'))
  const models = [...new Set(parts.map(({ aaguid }) => aaguid))]
  return new Map(
    models.map((aaguid) => {
      const active = parts.filter((part) => part.aaguid === aaguid && part.status === 'active')
      const suspended = parts.filter((part) => part.aaguid === aaguid && part.status === 'suspended')
      const synced = active.filter(({ backup_eligible }) => backup_eligible === 1)
      const counts = { active: active.length, synced: synced.length, suspended: suspended.length }
      return [aaguid, { ...counts, users: Math.min(1, active.length), sole_users: Number(sole === aaguid) }]
    }),
  )
}

const none: ModelCounts = { active: 0, synced: 0, suspended: 0, users: 0, sole_users: 0 }

/** What a change of one user's passkeys adds to the counts of models. */
export function differences(before: readonly Part[], after: readonly Part[]): Map<string, ModelCounts> {
  const old = countsOf(before)
  const fresh = countsOf(after)
  // In one order for everybody: two acts that touch the same models would otherwise wait for each other.
  const models = [...new Set([...old.keys(), ...fresh.keys()])].sort()
  return new Map(models.map((aaguid) => [aaguid, minus(fresh.get(aaguid) ?? none, old.get(aaguid) ?? none)]))
}

const minus = (a: ModelCounts, b: ModelCounts): ModelCounts => ({
  active: a.active - b.active,
  synced: a.synced - b.synced,
  suspended: a.suspended - b.suspended,
  users: a.users - b.users,
  sole_users: a.sole_users - b.sole_users,
})

function soleModel(active: readonly Part[]): string | null {
  const [first] = active
  return first && active.every(({ aaguid }) => aaguid === first.aaguid) ? first.aaguid : null
}
