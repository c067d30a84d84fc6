import { z } from 'zod'

export const role = z.enum(['user', 'helpdesk', 'admin'])
export type Role = z.infer<typeof role>

export const permission = z.enum([
  'users.read',
  'users.write',
  'passkeys.revoke',
  'passkeys.suspend',
  'temporary-pass.issue',
  'sessions.end',
  'fleet.read',
  'fleet.revoke',
  'audit.read',
  'tokens.manage',
])
export type Permission = z.infer<typeof permission>

/** What an API token may hold: a token makes no tokens. */
export const tokenPermission = permission.exclude(['tokens.manage'])
export type TokenPermission = z.infer<typeof tokenPermission>

/** What each role may do. On whom is a separate question: `mayActOn`. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  user: [],
  helpdesk: [
    'users.read',
    'fleet.read',
    'passkeys.revoke',
    'passkeys.suspend',
    'temporary-pass.issue',
    'sessions.end',
  ],
  admin: permission.options,
}

/** Help desk and administrators have power over others: they sign in with passkeys only. */
export const mayUsePassword = ({ role }: Pick<Person, 'role'>): boolean => role === 'user'

interface Person {
  id: string
  role: Role
}

/** Help desk acts on users only, administrators on everybody, and nobody on themselves in the console. */
export function mayActOn(actor: Person, target: Person): boolean {
  if (actor.id === target.id) return false
  return actor.role === 'admin' || (actor.role === 'helpdesk' && target.role === 'user')
}
