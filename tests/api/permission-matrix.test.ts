import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/contract/endpoint.ts'
import { permission, permissionsOf, role, type Role } from '../../shared/contract/roles.ts'
import { pathOf } from '../support/browser.ts'
import { bodiesOf } from '../support/console-bodies.ts'
import { everyEndpoint } from '../support/every-endpoint.ts'
import { confirm, invite, setUpAdministrator, type Person } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { everyRow } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const guarded = everyEndpoint.filter(({ access }) => permission.options.some((each) => each === access))
const targets = ['themselves', 'user', 'helpdesk', 'admin', 'nobody'] as const
type Target = (typeof targets)[number]

interface Cell {
  endpoint: Endpoint
  method: string
  path: string
  actor: Role
  target: Target
}

/** Every route with a permission, for every role, and on everybody where it is about somebody. */
const matrix: Cell[] = guarded.flatMap((endpoint) =>
  role.options.flatMap((actor) =>
    (endpoint.path.startsWith('/users/:id') ? targets : (['nobody'] as const)).map((target) => ({
      ...{ endpoint, actor, target },
      ...{ method: endpoint.method, path: endpoint.path },
    })),
  ),
)

/** What the table in `api.md` says, written down apart from the code that keeps to it. */
function expected({ endpoint, actor, target }: Cell): 'permission.denied' | 'not-found' | 'allowed' {
  const { access, method, path } = endpoint
  if (!permissionsOf[actor].some((each) => each === access)) return 'permission.denied'
  if (!path.startsWith('/users/:id')) return 'allowed'
  if (target === 'nobody') return 'not-found'
  const isLooking = method === 'get' || path.endsWith('/forecast')
  if (isLooking) return 'allowed'
  if (target === 'themselves') return 'permission.denied'
  return actor === 'admin' || target === 'user' ? 'allowed' : 'permission.denied'
}

let server: TestServer
let actors: Record<Role, Person>
let others: Record<Role, Person>

beforeAll(async () => {
  server = await startTestServer()
  const admin = await setUpAdministrator(server)
  const join = (name: string, as: Role) => invite(server, admin, { email: `${name}@example.org`, role: as })
  actors = { admin, helpdesk: await join('henry', 'helpdesk'), user: await join('uma', 'user') }
  const spare = await join('alan', 'admin')
  others = { admin: spare, helpdesk: await join('hanna', 'helpdesk'), user: await join('ute', 'user') }
})
afterAll(() => server.close())

const idOf = ({ actor, target }: Cell): string => {
  if (target === 'nobody') return 'nobody'
  return target === 'themselves' ? actors[actor].id : others[target].id
}

async function passkeyOf(userId: string): Promise<string> {
  const row = await server.services.db('passkeys').where({ user_id: userId }).first('id')
  return row?.id ?? 'nothing'
}

/** Sends what would do it. */
async function attempt(cell: Cell) {
  const { endpoint, actor } = cell
  const id = idOf(cell)
  const pid = await passkeyOf(id)
  const body = bodiesOf({ id, passkeyId: pid })[`${endpoint.method} ${endpoint.path}`]
  return actors[actor].browser.send({
    method: endpoint.method,
    path: pathOf(endpoint.path, { id, pid, aaguid: '11111111-1111-4111-8111-111111111111' }),
    ...(endpoint.body ? { body: JSON.stringify(body ?? {}) } : {}),
  })
}

describe('who may do what to whom', () => {
  it('is asked of every route with a permission, with a body that would do it', () => {
    expect(guarded.length).toBeGreaterThan(25)
    const known = new Set(Object.keys(bodiesOf({ id: '', passkeyId: '' })))
    const wanted = guarded.filter(({ body }) => body).map(({ method, path }) => `${method} ${path}`)
    expect(wanted.filter((name) => !known.has(name))).toEqual([])
  })

  const refused = matrix.filter((cell) => expected(cell) !== 'allowed')
  it.each(refused)('$method $path: $actor on $target is refused, and nothing changes', async (cell) => {
    await confirm(actors[cell.actor])
    const before = await everyRow(server.services.db)
    expect(problemOf(await attempt(cell)).code).toBe(expected(cell))
    expect(await everyRow(server.services.db)).toEqual(before)
  })

  // Those that take the most away come last: whom they are about must still be there.
  const weight = ({ endpoint: { path } }: Cell) =>
    ['/restore', '/suspend', '/disable', '/enable', '/revoke', '/lost-device'].findIndex((end) =>
      path.endsWith(end),
    )
  const allowed = matrix.filter((cell) => expected(cell) === 'allowed').sort((a, b) => weight(a) - weight(b))
  it.each(allowed)('$method $path: $actor on $target gets as far as the act itself', async (cell) => {
    await confirm(actors[cell.actor])
    const answer = await attempt(cell)
    // Whether there is something to do it to is another question.
    if (answer.status >= 400) expect(problemOf(answer).code).toMatch(/^(conflict|not-found)$/)
    if (answer.status === 404)
      expect(cell.endpoint.path).toMatch(/:aaguid|revocations\/:id|tokens\/:id|remind/)
  })

  it('gives nobody a pass to themselves, and raises nobody by themselves', async () => {
    const { db } = server.services
    for (const { id } of Object.values(actors)) {
      expect(await db('temporary_passes').where({ user_id: id })).toEqual([])
      expect(await db('audit').where({ action: 'user.changed', target_id: id })).toEqual([])
    }
  })
})
