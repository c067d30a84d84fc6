import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import type { Endpoint } from '../../shared/contract/endpoint.ts'
import { permissionsOf, role } from '../../shared/contract/roles.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as users from '../../shared/contract/users.ts'
import { anyAddress, behindProxy, from } from '../support/attempts.ts'
import { pathOf, type Answer, type Browser } from '../support/browser.ts'
import { anyPath, everyEndpoint, everyRoute, fieldsOf, wrongValues } from '../support/every-endpoint.ts'
import { confirm, invite, setUpAdministrator, type Person } from '../support/people.ts'
import { isDangerous, problemOf } from '../support/problems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { givePassword, typePassword } from '../support/two-step.ts'

const changing = everyEndpoint.filter(({ method }) => method !== 'get')
const withBody = everyEndpoint.filter(({ body }) => body !== undefined)
const guarded = everyEndpoint.filter(({ access }) => access !== 'anyone')

let server: TestServer
let people: Record<'admin' | 'helpdesk' | 'user', Person>
let halfway: Browser

/** From an address of its own: how often one may try is not the subject here. */
const send = (browser: Browser, endpoint: Endpoint, more: Partial<Parameters<Browser['send']>[0]> = {}) =>
  browser.send({
    method: endpoint.method,
    path: anyPath(endpoint),
    ...(endpoint.body && more.body === undefined ? { body: '{}' } : {}),
    ...more,
    headers: { ...from(anyAddress()), ...more.headers },
  })

const code = (answer: Answer) => problemOf(answer).code

/** Somebody the endpoint would let in, freshly proven. */
const insider = (endpoint?: Endpoint) => (endpoint?.access === 'pending' ? halfway : people.admin.browser)

async function startEnrolment(): Promise<Browser> {
  const email = `new-${Math.random()}@example.org`
  const { invitation } = await insider().call(users.createUser, { body: { email, displayName: 'New' } })
  const browser = server.browser()
  await browser.call(signIn.acceptInvitation, { body: { token: invitation.token } })
  return browser
}

beforeAll(async () => {
  server = await startTestServer(behindProxy)
  const admin = await setUpAdministrator(server)
  const helpdesk = await invite(server, admin, { email: 'henry@example.org', role: 'helpdesk' })
  const user = await invite(server, admin, { email: 'bob@example.org' })
  people = { admin, helpdesk, user }
  await givePassword(user)
  halfway = (await typePassword(server, user.email)).browser
})
afterAll(() => server.close())

describe('the contract', () => {
  it('is found', () => {
    expect(everyEndpoint.length).toBeGreaterThan(20)
    const names = everyEndpoint.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(names).size).toBe(names.length)
  })

  it('is routed whole, and nothing else is', () => {
    const { app } = createApp(server.services, { assets: null })
    const declared = everyEndpoint.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(everyRoute(app).sort()).toEqual(declared.sort())
  })
})

// By kind of session: kinds-of-session.test.ts.
describe('who may call', () => {
  it.each(guarded)('$method $path refuses a cookie that never was a session', async (endpoint) => {
    const stranger = server.browser()
    stranger.cookie = insider().cookie.replace(/=.*/, '=made-up')
    expect(code(await send(stranger, endpoint))).toBe('session.required')
  })

  const byRole = everyEndpoint.flatMap((endpoint) =>
    role.options
      .filter((name) => permissionsOf.admin.some((all) => all === endpoint.access && !may(name, all)))
      .map((name) => ({ ...endpoint, endpoint, name })),
  )
  it.each(byRole)('$method $path refuses the role $name', async ({ endpoint, name }) => {
    expect(code(await send(people[name].browser, endpoint))).toBe('permission.denied')
  })

  const closed = guarded.filter(({ access }) => access !== 'enrolment' && access !== 'any-session')
  const open = everyEndpoint.filter((endpoint) => !closed.includes(endpoint) && endpoint.response !== null)
  it.each(open)('$method $path is open to who has yet to register a passkey', async (endpoint) => {
    const answer = await send(await startEnrolment(), endpoint)
    if (answer.status >= 400) expect(code(answer)).toMatch(/^(input\.invalid|setup\.done)$/)
  })
})

function may(name: keyof typeof permissionsOf, needed: (typeof permissionsOf.admin)[number]): boolean {
  return permissionsOf[name].includes(needed)
}

describe.each(changing)('$method $path', (endpoint) => {
  const origins = [undefined, 'null', '', 'https://example.com', 'http://localhost', 'http://localhost:1']
  it('takes no order from a foreign page', async () => {
    const { origin } = server.config
    for (const foreign of [...origins, `${origin}.example.com`, `${origin}/`, `${origin}, ${origin}`])
      for (const browser of [insider(endpoint), server.browser()]) {
        const answer = await send(browser, endpoint, { headers: { origin: foreign } })
        expect(code(answer), String(foreign)).toBe('permission.denied')
      }
  })

  it('takes JSON only', async () => {
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']
    for (const type of [undefined, '', ...types, 'text/json', 'application/jsonp', 'application/json-seq']) {
      const answer = await send(insider(endpoint), endpoint, {
        body: '{}',
        headers: { 'content-type': type },
      })
      expect(code(answer), type).toBe('media-type.unsupported')
    }
  })

  it('takes nothing compressed', async () => {
    const headers = { 'content-encoding': 'gzip' }
    const answer = await send(insider(endpoint), endpoint, { body: gzipSync('{}'), headers })
    expect(code(answer)).toBe('media-type.unsupported')
  })

  it('refuses an oversized body, announced or not', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(70_000) })
    expect(code(await send(insider(endpoint), endpoint, { body }))).toBe('body.too-large')
    const chunked = { 'content-length': undefined, 'transfer-encoding': 'chunked' }
    expect(code(await send(insider(endpoint), endpoint, { body, headers: chunked }))).toBe('body.too-large')
  })

  it('refuses what is no JSON', async () => {
    const texts = [
      '{',
      '{"a":}',
      "{'a':1}",
      'undefined',
      '{} {}',
      '\ufeff{',
      '[',
      '"',
      '{"a":1,}',
      ' ',
      'NaN',
    ]
    for (const body of [...texts, Buffer.from('{"a":"\xff"}', 'latin1'), Buffer.from('{\0}')])
      expect(code(await send(insider(endpoint), endpoint, { body })), String(body)).toBe('input.invalid')
  })
})

describe.each(withBody)('$method $path', (endpoint) => {
  const fields = endpoint.body ? fieldsOf(endpoint.body) : []

  it('takes an object only', async () => {
    const deep = '['.repeat(30_000) + ']'.repeat(30_000)
    for (const body of ['[]', '[{}]', 'null', '7', 'true', '"{}"', '1e999', deep])
      expect(code(await send(insider(endpoint), endpoint, { body })), body.slice(0, 20)).toBe('input.invalid')
  })

  it('is not led astray by names of the language', async () => {
    const inner = '{"isAdmin":true,"email":7,"displayName":7,"name":7}'
    for (const name of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString']) {
      const answer = await send(await startEnrolment(), endpoint, { body: `{"${name}":${inner}}` })
      expect(answer.status, name).toBeLessThan(500)
      if (fields.some(({ required }) => required)) expect(answer.status).toBeGreaterThanOrEqual(400)
    }
    expect(Object.getPrototypeOf({})).not.toHaveProperty('isAdmin')
  })

  it('names every required field that is missing', async () => {
    const answer = await send(insider(endpoint), endpoint, { body: '{}' })
    const required = fields.filter((field) => field.required && field.types.length > 0)
    const named = answer.status === 400 ? Object.keys(problemOf(answer).fields ?? {}) : []
    expect(named).toEqual(expect.arrayContaining(required.map(({ name }) => name)))
  })

  const wrong = fields.flatMap((field) =>
    wrongValues(field).map((value) => ({ field: field.name, ...value })),
  )
  it.each(wrong)('refuses $what as $field', async ({ field, value }) => {
    const answer = await send(insider(endpoint), endpoint, { body: JSON.stringify({ [field]: value }) })
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'input.invalid' })
    expect(Object.keys(problemOf(answer).fields ?? {}).map((path) => path.split('.')[0])).toContain(field)
  })
})

describe.each(everyEndpoint.filter(({ params }) => params))('$method $path', (endpoint) => {
  it('refuses ids that are none, and does not know others', async () => {
    const odd = ['../../server', "' or 1=1 --", '%', '__proto__', 'ж', '\ud83d\udd11', 'x'.repeat(64)]
    for (const id of [...odd, 'x'.repeat(65), 'x'.repeat(2000)]) {
      const answer = await send(insider(endpoint), endpoint, { path: anyPath(endpoint, id) })
      expect(problemOf(answer).status, id).toBeLessThan(500)
    }
  })

  it('survives a path that is no UTF-8', async () => {
    const answer = await send(insider(endpoint), endpoint, { path: endpoint.path.replace(/:\w+/g, '%ff%') })
    expect(problemOf(answer).status).toBeLessThan(500)
  })
})

describe.each(everyEndpoint.filter(({ query }) => query))('$method $path', (endpoint) => {
  const fields = endpoint.query ? Object.keys(endpoint.query.shape) : []
  it.each(fields)('answers any %s with a page or a refusal', async (field) => {
    const odd = ['', ' ', '-1', '0', '201', '1e9', 'NaN', 'Infinity', '%', '_', "'", '\\', 'x'.repeat(5000)]
    for (const value of [...odd, '%00', '%ff']) {
      const path = pathOf(anyPath(endpoint, people.user.id), {})
      const query = `?${field}=${value.startsWith('%') ? value : encodeURIComponent(value)}&${field}=7`
      for (const search of [query, query.split('&')[0] ?? '', `?${field}[a]=b`]) {
        const answer = await insider(endpoint).send({ method: endpoint.method, path: `${path}${search}` })
        expect(isDangerous(answer), search).toBe(false)
      }
    }
  })
})

describe('freshness', () => {
  const fresh = everyEndpoint.filter((endpoint) => endpoint.fresh !== undefined)

  it.each(fresh)('$method $path is open to who has just proven it is them', async (endpoint) => {
    await confirm(people.admin)
    const answer = await send(insider(endpoint), endpoint, { path: anyPath(endpoint, 'nobody') })
    if (answer.status >= 400) expect(code(answer)).not.toBe('fresh.required')
  })

  it.each(fresh)('$method $path asks again after five minutes', async (endpoint) => {
    await confirm(people.admin)
    server.clock.forward(5 * 60_000)
    expect(code(await send(insider(endpoint), endpoint))).toBe('fresh.required')
  })

  // Those that make a session fresh ask for its first half.
  const others = guarded.filter(({ path }) => !path.startsWith('/session/fresh/'))
  it.each(others.filter((endpoint) => !endpoint.fresh && endpoint.response))(
    '$method $path does not',
    async (endpoint) => {
      const answer = await send(insider(endpoint), endpoint)
      if (answer.status >= 400) expect(code(answer)).not.toBe('fresh.required')
    },
  )
})
