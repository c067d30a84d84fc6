import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as session from '../../shared/contract/session.ts'
import type { Answer } from '../support/browser.ts'
import { anyPath, everyEndpoint } from '../support/every-endpoint.ts'
import { setUpAdministrator, type Person } from '../support/people.ts'
import { expectSecurityHeaders, problemOf } from '../support/problems.ts'
import { isOnline } from '../support/event-reader.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ada: Person

beforeAll(async () => {
  server = await startTestServer()
  ada = await setUpAdministrator(server)
})
afterAll(() => server.close())

/** Asks for any path of the server, outside the API too. */
function ask(path: string, { method = 'GET', headers = {} }: { method?: string; headers?: object } = {}) {
  const { hostname, port } = new URL(server.url)
  const host = new URL(server.config.origin).host
  return new Promise<Answer>((resolve, reject) => {
    const options = { hostname, port, path, method, headers: { host, ...headers } }
    const asked = request(options, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

const paths = [...new Set(everyEndpoint.map((endpoint) => anyPath(endpoint)))]
const methodsOf = (path: string) => [
  ...new Set(
    everyEndpoint
      .filter((endpoint) => new RegExp(`^${endpoint.path.replace(/:\w+/g, '[^/]+')}$`).test(path))
      .map(({ method }) => method.toUpperCase()),
  ),
]

describe('methods', () => {
  it.each(paths)('%s names the methods it answers to the others', async (path) => {
    const known = methodsOf(path)
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      if (known.includes(method)) continue
      const answer = await ada.browser.send({ method, path })
      expect(problemOf(answer).code, method).toBe('method.not-allowed')
      const allowed = (answer.headers.allow ?? '').split(', ')
      expect(allowed.filter((each) => each !== 'HEAD').sort()).toEqual([...known].sort())
    }
  })

  it.each(paths)('%s does nothing for HEAD that GET would not', async (path) => {
    const answer = await ada.browser.send({ method: 'HEAD', path })
    expect(answer.text).toBe('')
    const reads = methodsOf(path).includes('GET')
    expect(answer.status).toBeLessThan(500)
    if (!reads) expect(answer.status).toBe(405)
    expect(await ada.browser.call(session.getSession, {})).toMatchObject({ kind: 'full' })
  })

  it('a HEAD for the stream of events opens none', async () => {
    await ada.browser.send({ method: 'HEAD', path: '/events' })
    const [row] = await server.services.db('sessions').whereNull('ended_at').select('id')
    await expect.poll(() => isOnline(server, row?.id ?? '')).toBe(false)
  })

  it('gives foreign pages no leave to ask', async () => {
    const headers = { origin: 'https://example.com', 'access-control-request-method': 'POST' }
    const answer = await ask('/api/sign-out', { method: 'OPTIONS', headers })
    expect(problemOf(answer).code).toBe('method.not-allowed')
  })
})

describe('addresses', () => {
  const odd = [
    '/api',
    '/api/',
    '/api/nothing',
    '/api/users/x/y/z',
    '/api//session',
    '/api/session/..',
    '/API',
  ]
  it.each([...odd, '/api/%2e%2e/session', '/api/session%00', '/api/%ff', '/api/session;x'])(
    '%s does not exist',
    async (path) => {
      const answer = await ask(path, { headers: { cookie: ada.browser.cookie } })
      if (path !== '/API') expect(problemOf(answer).code).toBe('not-found')
      expect(answer.text).not.toContain('ada@example.org')
    },
  )

  it('answers documents and health with the security headers too', async () => {
    for (const path of [
      '/',
      '/users',
      '/invite',
      '/healthz',
      '/readyz',
      '/nothing.js',
      '/.env',
      '/../package.json',
    ])
      expectSecurityHeaders(await ask(path))
  })

  it('is a line in the log, but for health that is asked for every other second', async () => {
    const before = server.log().length
    for (const path of ['/healthz', '/readyz', '/users']) await ask(path)
    const said = server.log().slice(before)
    expect(said).toMatch(/"level":30.*"path":"\/users"/)
    expect(said).not.toMatch(/"level":30.*"path":"\/(healthz|readyz)"/)
  })

  it('serves documents without looking at the cookie', async () => {
    const answer = await ask('/', { headers: { cookie: 'weft-1=made-up; weft-1=twice; =; x' } })
    expect(answer.status).toBe(200)
    expect(answer.headers).not.toHaveProperty('set-cookie')
  })
})

describe('the Host header, in local mode', () => {
  const strangers = [
    'example.com',
    'localhost',
    'localhost:1',
    'evil.localhost',
    '127.0.0.1',
    'localhost.',
    '',
  ]
  it.each(strangers)('%s is not ours', async (host) => {
    const answer = await ask('/api/server', { headers: { host } })
    expect(problemOf(answer).code).toBe('host.unknown')
  })

  it('is not read from what a proxy could say', async () => {
    const { host } = new URL(server.config.origin)
    const headers = { host: 'example.com', 'x-forwarded-host': host, forwarded: `host=${host}` }
    expect(problemOf(await ask('/api/server', { headers })).code).toBe('host.unknown')
  })

  it.each(['/', '//example.com', '/\\example.com', '/%5Cexample.com', '///example.com/x'])(
    'a page asked for by address is sent to our own origin: %s',
    async (path) => {
      const answer = await ask(path, { headers: { host: `127.0.0.1:${server.config.port}` } })
      expect(answer.status).toBe(302)
      expect(new URL(answer.headers.location ?? '').origin).toBe(server.config.origin)
    },
  )
})

describe('cookies', () => {
  it.each(['made-up', '', '%', '"', '\u00e9', 'x'.repeat(8000), 'a=b=c', "' or 1=1 --"])(
    'a cookie of %s is no session',
    async (value) => {
      const name = ada.browser.cookie.split('=')[0] ?? ''
      const answer = await ask('/api/session', { headers: { cookie: `${name}=${value}` } })
      expect(problemOf(answer).code).toBe('session.required')
    },
  )
})

describe('a body that never ends', () => {
  it('is refused as soon as it is too large', async () => {
    const { hostname, port } = new URL(server.url)
    const { origin } = server.config
    const head = [
      'POST /api/sign-in/passkey/begin HTTP/1.1',
      `Host: ${new URL(origin).host}`,
      `Origin: ${origin}`,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
      '',
      '',
    ].join('\r\n')
    const socket = connect(Number(port), hostname)
    socket.write(head)
    const endless = setInterval(() => socket.write(`1000\r\n${' '.repeat(4096)}\r\n`), 2)
    const answer = await new Promise<string>((resolve, reject) => {
      socket.once('data', (data) => resolve(data.toString()))
      socket.once('error', reject)
    }).finally(() => {
      clearInterval(endless)
      socket.destroy()
    })
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('body.too-large')
  })
})

describe('what went wrong inside', () => {
  it('is answered without a word of it, and logged without the values', async () => {
    const broken = await startTestServer()
    try {
      const eve = await setUpAdministrator(broken, 'eve@example.org')
      await broken.services.db.schema.renameTable('passkeys', 'elsewhere')
      const answer = await eve.browser.send({ method: 'get', path: '/session' })
      expect(answer.status).toBe(500)
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'server.failed' })
      expect(answer.text).not.toMatch(/passkeys|sqlite|select|\.ts/i)
      const list = await eve.browser.send({ method: 'get', path: '/users?search=a-very-private-name' })
      expect(list.status).toBe(500)
      expect(broken.log().includes('a-very-private-name')).toBe(false)
    } finally {
      await broken.close()
    }
  })

  it('is never logged with what was sent', async () => {
    const body = '{"token":SECRET-OF-AN-INVITATION}'
    await server.browser().send({ method: 'post', path: '/invitations/accept', body })
    expect(server.log().includes('SECRET')).toBe(false)
  })
})
