import { listUsers } from '../../../shared/contract/users.ts'
import { roleWords, statusWords } from '../../lib/user-words.ts'
import type { UsersFilter } from '../../stores/users.ts'

const { search, role, status, passkeys } = listUsers.query.shape

const passkeyWords = { none: 'None', one: 'Exactly one', any: 'At least one' }

const choices = <Id extends string>(words: Record<Id, string>) =>
  Object.entries<string>(words).map(([id, label]) => ({ id, label }))

/** The filters besides the search, each with its choices in words. */
export const filters = [
  { name: 'role', label: 'Role', choices: choices(roleWords) },
  { name: 'status', label: 'Status', choices: choices(statusWords) },
  { name: 'passkeys', label: 'Passkeys', choices: choices(passkeyWords) },
] as const

/** What the address asks for; what it has that is no filter of ours is left out. */
export function filterOf(address: URLSearchParams): UsersFilter {
  const read = <T>(name: string, schema: { safeParse: (value: unknown) => { data?: T } }) =>
    schema.safeParse(address.get(name) ?? undefined).data
  const found = {
    search: read('search', search),
    role: read('role', role),
    status: read('status', status),
    passkeys: read('passkeys', passkeys),
  }
  return found
}

/** The address with one filter set anew, or taken out where `value` is empty. */
export function withFilter(address: URLSearchParams, name: string, value: string): URLSearchParams {
  const changed = new URLSearchParams(address)
  if (value === '') changed.delete(name)
  else changed.set(name, value)
  return changed
}
