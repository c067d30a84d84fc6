import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/contract/endpoint.ts'
import { tokenPermission, type Role } from '../../shared/contract/roles.ts'
import { revokeToken } from '../../shared/contract/tokens.ts'
import { disableUser } from '../../shared/contract/users.ts'
import { pathOf, type Answer } from '../support/browser.ts'
import { bodiesOf } from '../support/console-bodies.ts'
import { anyPath, everyEndpoint } from '../support/every-endpoint.ts'
import { confirm, invite, setUpAdministrator, type Person } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { programOf, programWith, type Program } from '../support/program.ts'
import { everyRow } from '../support/rows.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const all = tokenPermission.options
const isGranted = ({ access }: Endpoint) => all.some((each) => each === access)

let server: TestServer
let ada: Person
let others: Record<Role, Person>
let program: Program
let sparse: Map<string, Program>

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
  const join = (name: string, role: Role) => invite(server, ada, { email: `${name}@example.org`, role })
  others = {
    admin: await join('alan', 'admin'),
    helpdesk: await join('hanna', 'helpdesk'),
    user: await join('ute', 'user'),
  }
  program = (await programOf(server, ada, all)).program
  sparse = new Map()
  for (const left of all) {
    const made = await programOf(
      server,
      ada,
      all.filter((each) => each !== left),
    )
    sparse.set(left, made.program)
    await made.program.send({ method: 'get', path: '/server' })
  }
})
afterAll(() => server.close())

const send = (by: Program, endpoint: Endpoint, { id = 'nobody', pid = 'nothing' } = {}) =>
  by.send({
    method: endpoint.method,
    path: pathOf(endpoint.path, { id, pid, aaguid: '11111111-1111-4111-8111-111111111111' }),
    ...(endpoint.body && {
      body: JSON.stringify(bodiesOf({ id, passkeyId: pid })[`${endpoint.method} ${endpoint.path}`] ?? {}),
    }),
  })

/** All there is, but when the tokens were last used and the instances last seen. */
const rows = async () => {
  const { api_tokens, instances, ...rest } = await everyRow(server.services.db)
  return { ...rest, tokens: api_tokens?.length, instances: instances?.length }
}

const outcome = (answer: Answer) => (answer.status < 300 ? 'in' : problemOf(answer).code)

describe('a token with every permission it can have', () => {
  it.each(everyEndpoint)(
    '$method $path: let in by permission only, and never given a cookie',
    async (endpoint) => {
      const answer = await send(program, endpoint)
      expect(answer.headers['set-cookie']).toBeUndefined()
      if (endpoint.access === 'anyone' && endpoint.method === 'get') expect(answer.status).toBe(200)
      else if (isGranted(endpoint)) expect(outcome(answer)).toMatch(/^(in|not-found|conflict)$/)
      else expect(outcome(answer)).toBe('permission.denied')
    },
  )
})

const guarded = everyEndpoint.filter(isGranted)

describe('a token without the permission', () => {
  it.each(guarded)('$method $path is refused, and nothing changes', async (endpoint) => {
    const by = sparse.get(endpoint.access)
    if (!by) throw new Error('no such token')
    const before = await rows()
    expect(outcome(await send(by, endpoint, { id: others.user.id }))).toBe('permission.denied')
    expect(await rows()).toEqual(before)
  })
})

describe('a token that counts no more', () => {
  const dead: Record<string, () => Promise<Program>> = {
    unknown: () => Promise.resolve(programWith(server, 'weftid_made-up')),
    revoked: async () => {
      const made = await programOf(server, ada, all)
      await ada.browser.call(revokeToken, { params: { id: made.id } })
      return made.program
    },
    'of a disabled maker': async () => {
      const bea = await invite(server, ada, { email: `${Math.random()}@example.org`, role: 'admin' })
      const made = await programOf(server, bea, all)
      await confirm(ada)
      await ada.browser.call(disableUser, { params: { id: bea.id }, body: { reason: 'Left' } })
      return made.program
    },
  }
  const known = new Map<string, Program>()
  const cases = Object.keys(dead).flatMap((what) =>
    everyEndpoint.map((endpoint) => ({ ...endpoint, endpoint, what })),
  )
  it.each(cases)('$what: $method $path', async ({ endpoint, what }) => {
    const by = known.get(what) ?? (await dead[what]?.())
    if (!by) throw new Error('no such token')
    known.set(what, by)
    const answer = await by.send({ method: endpoint.method, path: anyPath(endpoint) })
    expect(outcome(answer)).toBe('session.required')
    expect(answer.headers['www-authenticate']).toContain('invalid_token')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

// What gives somebody a way in: by it a program would come to more than its permissions.
const giving = /^(patch \/users\/:id|post .*\/(invitation|temporary-pass|enable|restore))$/
const aboutSomebody = guarded.filter(({ path }) => path.startsWith('/users/:id'))
const cells = aboutSomebody.flatMap((endpoint) =>
  (['its maker', 'admin', 'helpdesk', 'user'] as const).map((target) => ({ ...endpoint, endpoint, target })),
)
const isLooking = ({ method, path }: Endpoint) => method === 'get' || path.endsWith('/forecast')
const isRefused = ({ endpoint, target }: (typeof cells)[number]) =>
  !isLooking(endpoint) &&
  (target === 'its maker' || (target !== 'user' && giving.test(`${endpoint.method} ${endpoint.path}`)))

describe('on whom a program acts', () => {
  const targetOf = async (target: (typeof cells)[number]['target']) => {
    const { id } = target === 'its maker' ? ada : others[target]
    const row = await server.services.db('passkeys').where({ user_id: id }).first('id')
    return { id, pid: row?.id ?? 'nothing' }
  }

  it.each(cells.filter(isRefused))('$method $path on $target is refused', async ({ endpoint, target }) => {
    const before = await rows()
    expect(outcome(await send(program, endpoint, await targetOf(target)))).toBe('permission.denied')
    expect(await rows()).toEqual(before)
  })

  const weight = ({ path }: Endpoint) =>
    ['/restore', '/suspend', '/disable', '/enable', '/revoke', '/lost-device'].findIndex((end) =>
      path.endsWith(end),
    )
  const allowed = cells.filter((cell) => !isRefused(cell)).sort((a, b) => weight(a) - weight(b))
  it.each(allowed)('$method $path on $target gets as far as the act itself', async ({ endpoint, target }) => {
    expect(outcome(await send(program, endpoint, await targetOf(target)))).toMatch(/^(in|conflict)$/)
  })
})
