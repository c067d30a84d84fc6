import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as session from '../../shared/contract/session.ts'
import { databases } from '../support/databases.ts'
import { everyEndpoint } from '../support/every-endpoint.ts'
import { setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectInvariants } from './support/invariants.ts'
import { tally, tell } from './support/tell.ts'

const changing = everyEndpoint.filter(({ method, path }) => method !== 'get' && !path.includes(':'))

/** What a client sends where a JSON body is expected; each must be a refusal, or the same as without it. */
const bodies: Record<string, { bytes: Buffer; headers?: [string, string][] }> = {
  'a bomb in gzip': {
    bytes: gzipSync(Buffer.alloc(50_000_000, 32)),
    headers: [['content-encoding', 'gzip']],
  },
  'a bomb in gzip that is said to be plain': { bytes: gzipSync(Buffer.alloc(50_000_000, 32)) },
  'br, which nobody offered': { bytes: Buffer.from('{}'), headers: [['content-encoding', 'br']] },
  'two encodings': { bytes: Buffer.from('{}'), headers: [['content-encoding', 'identity, gzip']] },
  'brackets thirty thousand deep': { bytes: Buffer.from('['.repeat(30_000) + ']'.repeat(30_000)) },
  'objects ten thousand deep': { bytes: Buffer.from('{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)) },
  'more than is read': { bytes: Buffer.alloc(70_000, 32) },
  'ten thousand fields': {
    bytes: Buffer.from(`{${Array.from({ length: 5000 }, (_, each) => `"f${each}":1`).join()}}`),
  },
  'the same field twice': { bytes: Buffer.from('{"email":"a@example.org","email":{"$ne":""}}') },
  'a prototype': { bytes: Buffer.from('{"__proto__":{"role":"admin"},"constructor":{"prototype":{}}}') },
  'half a character': { bytes: Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]) },
  'half of a pair': { bytes: Buffer.from('{"email":"\\ud800@example.org","displayName":"\\udfff"}') },
  'UTF-16': { bytes: Buffer.from('\ufeff{"email":"a@example.org"}', 'utf16le') },
  'a NUL': { bytes: Buffer.from('{"email":"a\\u0000@example.org","token":"\\u0000","code":"\\u0000"}') },
  'numbers beyond numbers': {
    bytes: Buffer.from('{"minutes":1e999,"email":-1e999,"code":123456789012345678901234567890}'),
  },
  nothing: { bytes: Buffer.alloc(0) },
  'no JSON at all': { bytes: Buffer.from('email=a%40example.org') },
}

/** Whole requests that no honest client sends; the answer must be a refusal or the end of the connection. */
const lies: Record<string, (origin: URL) => string> = {
  'a length that is no number': ({ host, origin }) => head(host, origin, 'Content-Length: ten') + '{}',
  'a negative length': ({ host, origin }) => head(host, origin, 'Content-Length: -1') + '{}',
  'two lengths': ({ host, origin }) => head(host, origin, 'Content-Length: 2', 'Content-Length: 50') + '{}',
  'a length and chunks': ({ host, origin }) =>
    head(host, origin, 'Content-Length: 4', 'Transfer-Encoding: chunked') +
    '0\r\n\r\nGET /api/session HTTP/1.1\r\n\r\n',
  'chunks of chunks': ({ host, origin }) =>
    head(host, origin, 'Transfer-Encoding: chunked, chunked') + '0\r\n\r\n',
  'a chunk larger than numbers go': ({ host, origin }) =>
    head(host, origin, 'Transfer-Encoding: chunked') + 'fffffffffffffffff\r\n{}\r\n',
  'two hosts': ({ host, origin }) => head(host, origin, 'Host: evil.example', 'Content-Length: 2') + '{}',
  'no host': () => 'POST /api/sign-out HTTP/1.1\r\nContent-Length: 0\r\n\r\n',
  'a header of 100 KiB': ({ host, origin }) => head(host, origin, `X-Long: ${'x'.repeat(100_000)}`),
  'ten thousand headers': ({ host, origin }) =>
    head(host, origin, ...Array.from({ length: 10_000 }, (_, each) => `X-${each}: 1`)),
  'a bare line feed in a header': ({ host, origin }) =>
    head(host, origin, 'X-A: b\nX-C: d', 'Content-Length: 2') + '{}',
  'a NUL in a header': ({ host, origin }) => head(host, origin, 'X-A: a\0b', 'Content-Length: 2') + '{}',
  'a version that is none': () => 'POST /api/sign-out HTTP/9.9\r\n\r\n',
  'a method that is none': ({ host }) => `BREW /api/sign-out HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  'an upgrade to something': ({ host, origin }) =>
    head(host, origin, 'Connection: Upgrade', 'Upgrade: websocket', 'Content-Length: 2') + '{}',
  'an expectation': ({ host, origin }) =>
    head(host, origin, 'Expect: the-unexpected', 'Content-Length: 2') + '{}',
  'the greeting of HTTP/2': () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'the greeting of TLS': () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'an address of 50 KiB': ({ host }) => `GET /${'a/'.repeat(25_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  noise: () => Array.from({ length: 4096 }, (_, at) => String.fromCharCode((at * 7919) % 256)).join(''),
}

function head(host: string, origin: string, ...more: string[]): string {
  const lines = [`Host: ${host}`, `Origin: ${origin}`, 'Content-Type: application/json', ...more]
  return `POST /api/sign-in/passkey/begin HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

describe.each(Object.entries(databases))('a server on %s', (name, open) => {
  let server: TestServer
  let ada: Person
  let stopDatabase: () => Promise<void>

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server)
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  /** Sends it all and answers the status of the first answer, or `closed`. */
  function exchange(bytes: Buffer): Promise<string> {
    return new Promise((resolve) => {
      const socket: Socket = connect(Number(new URL(server.url).port), '127.0.0.1')
      let text = ''
      const end = () => {
        resolve(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 'closed')
        socket.destroy()
      }
      socket.on('data', (chunk) => {
        text += chunk.toString()
        if (text.includes('\r\n\r\n')) end()
      })
      socket.on('error', end).on('close', end)
      // It ends what it says: what is announced and does not come must not be waited for here.
      socket.end(bytes)
    })
  }

  it('refuses every body that is no honest JSON, at every endpoint that takes one, and is there afterwards', async () => {
    const statuses: number[] = []
    for (const { method, path } of changing) {
      // Some of them end the session.
      await signInWith(ada.browser, ada.authenticator)
      for (const [what, { bytes, headers = [] }] of Object.entries(bodies)) {
        const extra: Record<string, string> = Object.fromEntries(headers)
        const answer = await ada.browser.send({ method, path, body: bytes, headers: extra })
        expect(answer.status, `${method} ${path}: ${what}: ${answer.text}`).toBeLessThan(500)
        statuses.push(answer.status)
      }
    }
    tell(`bodies that are no honest JSON on ${name}`, { requests: statuses.length, ...tally(statuses) })
    await isAlive()
  })

  it('answers a lie on the wire with a refusal or the end of the connection, and is there afterwards', async () => {
    const outcomes: Record<string, string> = {}
    for (const [what, lie] of Object.entries(lies)) {
      const outcome = await exchange(Buffer.from(lie(new URL(server.config.origin)), 'latin1'))
      outcomes[what] = outcome
      expect(outcome, what).toMatch(/^(closed|[234]\d\d)$/)
    }
    tell(`lies on the wire to ${name}`, { sent: Object.keys(lies).length, ...tally(Object.values(outcomes)) })
    await isAlive()
  })

  async function isAlive(): Promise<void> {
    await signInWith(ada.browser, ada.authenticator)
    expect(await ada.browser.call(session.getSession, {})).toMatchObject({ kind: 'full' })
    expect(server.log()).not.toContain('"level":50')
    await expectInvariants(server.services)
  }
})
