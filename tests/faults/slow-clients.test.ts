import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as signIn from '../../shared/contract/sign-in.ts'
import type { SoftAuthenticator } from '../support/authenticator/soft-authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { openDatabase, type Database } from '../support/databases.ts'
import { authenticatorFor, register, signInWith } from '../support/people.ts'
import { startProcess, type ServerProcess } from '../support/server-process.ts'
import { tell } from './support/tell.ts'

const each = 150
let database: Database
let folder: string
let server: ServerProcess
let ada: SoftAuthenticator
let admin: Browser
const sockets: Socket[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weftid-slow-'))
  database = await openDatabase()
  const settings = { WEFTID_DATA: folder, WEFTID_PORT: '0', WEFTID_LOG_LEVEL: 'warn' }
  server = await startProcess({ ...database.environment, ...settings })
  admin = server.browser()
  ada = authenticatorFor(admin)
  await admin.call(signIn.setUp, { body: { email: 'ada@example.org', displayName: 'Ada' } })
  await register(admin, ada)
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  server.signal('SIGKILL')
  await server.exited
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

const open = (first: string) => {
  const { port } = new URL(server.origin)
  const socket = connect(Number(port), '127.0.0.1', () => socket.write(first))
  // Whether the server ends it, and how, is its own affair.
  socket.on('error', () => undefined)
  sockets.push(socket)
  return socket
}

const head = (line: string, ...more: string[]) =>
  [line, `Host: ${new URL(server.origin).host}`, `Origin: ${server.origin}`, ...more].join('\r\n') + '\r\n'

/** Ways to hold a connection and give nothing for it. */
const habits: Record<string, () => void> = {
  'say nothing': () => void open(''),
  'send a header a letter at a time': () => {
    const socket = open('GET /api/session HTTP/1.1\r\n')
    const drip = setInterval(() => socket.write('x'), 200)
    socket.once('close', () => clearInterval(drip))
  },
  'announce a body and send half': () =>
    void open(
      head(
        'POST /api/sign-in/passkey/begin HTTP/1.1',
        'Content-Type: application/json',
        'Content-Length: 40',
      ) + '\r\n{"email":',
    ),
  'ask and never read the answer': () => {
    const ask = head('GET /api/events HTTP/1.1', `Cookie: ${admin.cookie}`) + '\r\n'
    open(ask).pause()
  },
  'go away in the middle of a request': () => {
    const socket = open(
      head('POST /api/setup HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 90') + '\r\n{',
    )
    setTimeout(() => socket.resetAndDestroy(), 50)
  },
}

describe('a server among slow and half-open clients', () => {
  it.each(Object.keys(habits))(`signs people in while ${each} of them %s`, async (habit) => {
    for (let count = 0; count < each; count++) habits[habit]?.()
    await after(300)
    let slowest = 0
    for (let round = 0; round < 10; round++) {
      const began = performance.now()
      await signInWith(server.browser(), ada)
      slowest = Math.max(slowest, performance.now() - began)
    }
    tell(`${each} clients that ${habit}`, { 'sign-ins': 10, 'slowest ms': Math.round(slowest) })
  })

  it('stops with all of them connected, of its own accord', async () => {
    const connected = sockets.filter(({ destroyed }) => !destroyed).length
    const began = performance.now()
    server.signal('SIGTERM')
    expect(await server.exited).toBe(0)
    tell('a stop among them', {
      connected,
      'seconds until gone': ((performance.now() - began) / 1000).toFixed(1),
    })
    expect(server.output()).not.toContain('"level":50')
  })
})
