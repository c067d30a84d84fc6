import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer, request } from 'node:http'
import { createServer } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import { invite, setUpAdministrator, signInWith } from '../support/people.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'
import { startTestServer } from '../support/server.ts'

const token = 'a-token-for-the-monitoring'
const fetchText = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(url, { headers })
  return { status: answer.status, text: await answer.text() }
}

describe('the metrics', () => {
  it('are for whoever has the token, and nobody where there is none', async () => {
    const server = await startTestServer({ WEFTID_METRICS_TOKEN: token })
    const url = `${server.url}/metrics`
    expect((await fetchText(url)).status).toBe(401)
    expect((await fetchText(url, { authorization: 'Bearer wrong-wrong-wrong-wrong' })).status).toBe(401)
    expect((await fetchText(url, { authorization: `Bearer ${token}` })).status).toBe(200)
    await server.close()
    const without = await startTestServer()
    expect((await fetchText(`${without.url}/metrics`)).text).not.toContain('weftid_')
    await without.close()
  })

  it('count sign-ins, requests by route, queues, streams and connections, and name nobody', async () => {
    const server = await startTestServer({ WEFTID_METRICS_TOKEN: token })
    const ada = await setUpAdministrator(server)
    const uma = await invite(server, ada, { email: 'uma@example.org' })
    await signInWith(server.browser(), ada.authenticator)
    await expect(
      server
        .browser()
        .call(signIn.recover, { body: { email: uma.email, backupCode: 'aaaa-aaaa-aaaa-aaaa' } }),
    ).rejects.toThrow('sign-in.failed')
    await uma.browser.send({ method: 'get', path: `/users/${uma.id}` })
    await ada.browser.send({ method: 'get', path: `/users/${uma.id}` })
    await uma.browser.send({ method: 'get', path: '/nowhere/at-all' })
    const { text } = await fetchText(`${server.url}/metrics`, { authorization: `Bearer ${token}` })
    expect(text).toContain('weftid_sign_ins_total{method="passkey",result="succeeded"} 1')
    expect(text).toContain('weftid_sign_ins_total{method="recovery",result="refused"} 1')
    expect(text).toContain(
      'weftid_request_duration_seconds_count{method="GET",route="/api/users/:id",status="200"} 1',
    )
    expect(text).toContain('route="/api/sign-in/passkey/begin"')
    expect(text).toMatch(/weftid_outbox_waiting [1-9]/)
    expect(text).toMatch(/weftid_seal_backlog [1-9]/)
    for (const name of ['weftid_bulk_revocations_running 0', 'weftid_event_streams 0', 'state="waiting"} 0'])
      expect(text).toContain(name)
    for (const personal of [uma.id, uma.email, ada.id, ada.email, 'nowhere', '127.0.0.1'])
      expect(text).not.toContain(personal)
    await server.close()
  })
})

describe('a trace', () => {
  it('goes with its request into the log', async () => {
    const server = await startTestServer()
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const send = (traceparent: string) =>
      server.browser().send({ method: 'get', path: '/server', headers: { traceparent } })
    await send(`00-${trace}-00f067aa0ba902b7-01`)
    await after(50)
    expect(server.log()).toContain(`"traceId":"${trace}"`)
    const before = server.log().split('traceId').length
    for (const wrong of [
      '00-0-0-01',
      `ff-${trace}-00f067aa0ba902b7-01`,
      `00-${trace}-0000000000000000-01`,
      'x',
    ])
      await send(wrong)
    await after(50)
    expect(server.log().split('traceId').length).toBe(before)
    await server.close()
  })
})

describe('what browsers and systems ask the host', () => {
  it('tells the other origins and the apps, where there are any', async () => {
    const server = await startTestServer({
      WEFTID_EXTRA_ORIGINS: 'https://id.example.org',
      WEFTID_APPLE_APP_IDS: 'ABCDE12345.org.example.weftid',
    })
    const ask = (name: string) => fetchText(`${server.config.origin}/.well-known/${name}`)
    expect(JSON.parse((await ask('webauthn')).text)).toEqual({
      origins: [server.config.origin, 'https://id.example.org'],
    })
    expect(JSON.parse((await ask('apple-app-site-association')).text)).toEqual({
      webcredentials: { apps: ['ABCDE12345.org.example.weftid'] },
    })
    await server.close()
    const plain = await startTestServer()
    for (const name of ['webauthn', 'apple-app-site-association'])
      expect((await fetchText(`${plain.config.origin}/.well-known/${name}`)).status).toBe(404)
    await plain.close()
  })
})

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address instanceof Object ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

const serialOf = (port: number) =>
  new Promise<number>((resolve, reject) => {
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(parseInt(socket.getPeerCertificate().serialNumber, 16))
      socket.destroy()
    })
    socket.on('error', reject)
  })

const untilSaid = async ({ output }: ServerProcess, words: string) => {
  for (let tries = 0; !output().includes(words); tries++) {
    if (tries > 200) throw new Error(`never said: ${words}\n${output()}`)
    await after(50)
  }
}

describe('readiness', () => {
  it('is gone as soon as the server stops, while it goes on living', async () => {
    const server = await startTestServer()
    const { app, life, live } = createApp(server.services, { assets: null })
    const handle = app.callback()
    const http = createHttpServer((request, response) => void handle(request, response))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const address = http.address()
    const url = `http://127.0.0.1:${address instanceof Object ? address.port : 0}`
    expect((await fetchText(`${url}/readyz`)).status).toBe(200)
    life.isStopping = true
    expect((await fetchText(`${url}/readyz`)).status).toBe(503)
    expect((await fetchText(`${url}/healthz`)).status).toBe(200)
    http.closeAllConnections()
    http.close()
    await live.close()
    await server.close()
  })
})

// Windows has no signals.
describe.runIf(process.platform !== 'win32')('a running server', () => {
  it('logs details from one signal to the next, and answers what is under way before it ends', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'weftid-ops-'))
    const server = await startProcess({ WEFTID_DATA: folder, WEFTID_PORT: '0' })
    server.signal('SIGUSR2')
    await untilSaid(server, 'log level: debug')
    server.signal('SIGUSR2')
    await untilSaid(server, 'log level: info')
    const browser = server.browser()
    const stream = new AbortController()
    await setUpAdministrator({ browser: () => browser })
    const url = server.origin.replace('localhost', '127.0.0.1')
    const host = new URL(server.origin).host
    const events = new Promise<void>((resolve, reject) => {
      request(
        `${url}/api/events`,
        { headers: { host, cookie: browser.cookie }, signal: stream.signal },
        (answer) => {
          answer.resume()
          answer.once('close', resolve)
        },
      )
        .on('error', reject)
        .end()
    })
    // In flight: the head is there, the body is not.
    const slow = request(`${url}/api/me`, {
      method: 'PATCH',
      headers: {
        host,
        cookie: browser.cookie,
        origin: server.origin,
        'content-type': 'application/json',
        'content-length': 23,
      },
    })
    const answered = new Promise<number>((resolve, reject) => {
      slow.on('response', (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
      slow.on('error', reject)
    })
    slow.write('{"displayName":')
    await after(300)
    const began = performance.now()
    server.signal('SIGTERM')
    await after(300)
    slow.end('"Adele"}')
    expect(await answered).toBe(200)
    await events
    expect(await server.exited).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
    await rm(folder, { recursive: true, force: true })
  })

  it('takes a new certificate without a stop', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'weftid-ops-'))
    const files = { WEFTID_TLS_CERT: join(folder, 'cert.pem'), WEFTID_TLS_KEY: join(folder, 'key.pem') }
    const make = (serial: string) =>
      execFileSync(
        'openssl',
        [
          ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
          ...['-subj', '/CN=id.example.org', '-set_serial', serial],
          ...['-keyout', files.WEFTID_TLS_KEY, '-out', files.WEFTID_TLS_CERT],
        ],
        { stdio: 'ignore' },
      )
    make('17')
    const port = await freePort()
    const environment = {
      WEFTID_DATA: folder,
      WEFTID_PORT: String(port),
      WEFTID_ORIGIN: 'https://id.example.org',
    }
    const server = await startProcess({ ...environment, ...files, WEFTID_METRICS_TOKEN: token })
    expect(await serialOf(port)).toBe(17)
    make('42')
    server.signal('SIGHUP')
    await untilSaid(server, 'certificate read again')
    expect(await serialOf(port)).toBe(42)
    await rm(files.WEFTID_TLS_CERT)
    server.signal('SIGHUP')
    await untilSaid(server, 'the one before stays')
    expect(await serialOf(port)).toBe(42)
    server.signal('SIGTERM')
    expect(await server.exited).toBe(0)
    await rm(folder, { recursive: true, force: true })
  })
})
