import { describe, expect, it } from 'vitest'
import { mayActOn, permission, permissionsOf, role } from '../../../../shared/contract/roles.ts'

describe('who may act on whom', () => {
  const reach = { user: [], helpdesk: ['user'], admin: ['user', 'helpdesk', 'admin'] }
  const pairs = role.options.flatMap((actor) => role.options.map((target) => ({ actor, target })))

  it.each(pairs)('$actor on another $target', ({ actor, target }) => {
    const may = mayActOn({ id: '1', role: actor }, { id: '2', role: target })
    expect(may).toBe(reach[actor].some((each) => each === target))
  })

  it.each(role.options)('%s on themselves: never', (name) => {
    expect(mayActOn({ id: '1', role: name }, { id: '1', role: name })).toBe(false)
  })
})

describe('permissions', () => {
  it('are none of a user, all of an administrator, and no writing of users or fleets of the help desk', () => {
    expect(permissionsOf.user).toEqual([])
    expect([...permissionsOf.admin].sort()).toEqual([...permission.options].sort())
    for (const denied of ['users.write', 'fleet.revoke', 'audit.read'] as const)
      expect(permissionsOf.helpdesk).not.toContain(denied)
  })
})
