import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as signIn from '../../shared/contract/sign-in.ts'
import { AppError } from '../../server/errors.ts'
import { tidy } from '../../server/housekeeping.ts'
import { createThrottles } from '../../server/throttles/throttles.ts'
import {
  anyAddress,
  atOnce,
  behindProxy,
  countedFailures,
  forgetAttempts,
  from,
  guess,
  howMany,
  inTurn,
  statuses,
} from '../support/attempts.ts'
import { databases } from '../support/databases.ts'
import { invite, setUpAdministrator, type Person } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { startProcess } from '../support/server-process.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const perQuarter = 10
const perDay = 50
const perSource = 100

describe.each(Object.entries(databases))('attempts that fail, on %s,', (_, open) => {
  let database: Awaited<ReturnType<typeof open>>
  let folder: string
  let environment: Record<string, string>
  let server: TestServer
  let ada: Person
  let bob: Person

  beforeAll(async () => {
    database = await open()
    folder = await mkdtemp(join(tmpdir(), 'weftid-throttles-'))
    const file = { WEFTID_DATABASE: join(folder, 'shared.sqlite') }
    environment = { ...file, ...database.environment, ...behindProxy }
    server = await startTestServer(environment)
    ada = await setUpAdministrator(server)
    bob = await invite(server, ada, { email: 'bob@example.org' })
  })
  afterEach(() => forgetAttempts(server))
  afterAll(async () => {
    await server.close()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('count against one account, however it is written and wherever they come from', async () => {
    const spellings = [
      ' bob@example.org',
      'BOB@EXAMPLE.ORG ',
      'ｂｏｂ@example.org',
      'Bob@Example.Org',
      'ⓑob@example.org',
    ]
    const answers = await inTurn(perQuarter, (round) =>
      guess(server.browser(), spellings[round % spellings.length] ?? ''),
    )
    expect(statuses(answers)).toEqual(Array(perQuarter).fill(401))
    for (const email of [...spellings, 'bob@example.org'])
      expect(problemOf(await guess(server.browser(), email)).code).toBe('throttled')
    expect((await guess(server.browser(), 'bobby@example.org')).status).toBe(401)
  })

  it('of fifty at once are let through as often as one after the other', async () => {
    const answers = await atOnce(50, () => guess(server.browser(), bob.email))
    expect(howMany(answers, 401)).toBe(perQuarter)
    expect(howMany(answers, 429)).toBe(50 - perQuarter)
    expect(await countedFailures(server)).toMatchObject({
      'account-quarter': perQuarter,
      'account-day': perQuarter,
    })
  })

  it('of one source are let through in their number only, also two hundred at once', async () => {
    const address = anyAddress()
    const answers = await atOnce(200, (round) =>
      guess(server.browser(), `made-up-${round}@example.org`, address),
    )
    expect(howMany(answers, 401)).toBe(perSource)
    expect(howMany(answers, 429)).toBe(200 - perSource)
  })

  it('still count after the server was started anew', async () => {
    const first = await startTestServer(environment)
    await inTurn(perQuarter, () => guess(first.browser(), bob.email))
    await first.close()
    const second = await startTestServer(environment)
    expect((await guess(second.browser(), bob.email)).status).toBe(429)
    expect((await guess(second.browser(), 'another@example.org')).status).toBe(401)
    await second.close()
  })

  it('count for two server processes together', async () => {
    const secret = 'one-secret-of-all-instances-of-32-bytes'
    const processes = await atOnce(2, () =>
      startProcess({ WEFTID_DATA: folder, WEFTID_SECRET: secret, ...environment, WEFTID_PORT: '0' }),
    )
    try {
      const answers = await atOnce(40, (round) => {
        const browser = processes[round % 2]?.browser()
        if (!browser) throw new Error('no process')
        return guess(browser, 'both@example.org')
      })
      expect(howMany(answers, 401)).toBe(perQuarter)
      expect(howMany(answers, 429)).toBe(40 - perQuarter)
    } finally {
      for (const process of processes) process.signal('SIGTERM')
      await Promise.all(processes.map(({ exited }) => exited))
    }
  })

  it('are never in the way of a valid passkey, whose use is not even counted', async () => {
    const address = anyAddress()
    await inTurn(perQuarter, () => guess(server.browser(), bob.email, address))
    await atOnce(perSource, (round) => guess(server.browser(), `made-up-${round}@example.org`, address))
    expect((await guess(server.browser(), bob.email, address)).status).toBe(429)
    const counted = await countedFailures(server)
    const browser = server.browser()
    const { challengeId, options } = await browser.call(signIn.beginPasskeySignIn, {
      body: { email: bob.email },
    })
    const body = JSON.stringify({ challengeId, response: bob.authenticator.get(options) })
    const request = { method: 'post', path: signIn.finishPasskeySignIn.path, body, headers: from(address) }
    expect((await browser.send(request)).status).toBe(200)
    expect(await countedFailures(server)).toEqual(counted)
    // The same again is no valid answer any more, and counts.
    expect((await browser.send(request)).status).toBe(401)
    expect(await countedFailures(server)).toEqual({ ...counted, source: (counted['source'] ?? 0) + 1 })
  })

  it('say in whole seconds how long to wait, and after that are let through again', async () => {
    await inTurn(perQuarter, () => guess(server.browser(), bob.email))
    const wait = async () => Number((await guess(server.browser(), bob.email)).headers['retry-after'])
    const first = await wait()
    expect(first).toBeGreaterThan(14 * 60)
    expect(first).toBeLessThanOrEqual(15 * 60)
    const quarter = () => server.services.db('throttles').where('key', 'like', 'account-quarter:%')
    await quarter().update({ expire: Date.now() + 90_000 })
    expect(await wait()).toBeLessThanOrEqual(90)
    await quarter().update({ expire: Date.now() - 1 })
    expect((await guess(server.browser(), bob.email)).status).toBe(401)
  })

  it('are limited for the day too', async () => {
    for (let failed = 0; failed < perDay; failed += perQuarter) {
      expect(statuses(await inTurn(perQuarter, () => guess(server.browser(), bob.email)))).not.toContain(429)
      await server.services.db('throttles').where('key', 'like', 'account-quarter:%').delete()
    }
    const { status, headers } = await guess(server.browser(), bob.email)
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(23 * 3600)
  })

  it('through a fault of ours do not count', async () => {
    const { db } = server.services
    await db.schema.renameTable('backup_codes', 'gone')
    try {
      const answers = await inTurn(2 * perQuarter, () => guess(server.browser(), bob.email))
      expect(new Set(statuses(answers))).toEqual(new Set([500]))
    } finally {
      await db.schema.renameTable('gone', 'backup_codes')
    }
    expect(Object.values(await countedFailures(server)).every((points) => points === 0)).toBe(true)
    expect((await guess(server.browser(), bob.email)).status).toBe(401)
  })

  it('through a fault of ours do not count, even where that could not be written at the time', async () => {
    const { db } = server.services
    const attempt = createThrottles(server.services)
    const caller = { from: { address: anyAddress(), client: '' }, account: bob.email }
    const fault = async () => {
      await db.schema.renameTable('throttles', 'gone')
      throw new AppError('server.unavailable')
    }
    await expect(attempt('secret', caller, fault)).rejects.toMatchObject({ code: 'server.unavailable' })
    await db.schema.renameTable('gone', 'throttles')
    expect(await countedFailures(server)).toMatchObject({ 'account-quarter': 1, source: 1 })
    const failure = () => Promise.reject(new AppError('sign-in.failed'))
    await expect(attempt('secret', caller, failure)).rejects.toMatchObject({ code: 'sign-in.failed' })
    expect(await countedFailures(server)).toMatchObject({ 'account-quarter': 1, source: 1 })
  })

  it('that were never checked do not count', async () => {
    const address = anyAddress()
    const answers = await atOnce(90, (round) => {
      const body = JSON.stringify({ email: `busy-${round}@example.org`, password: 'wrong' })
      return server
        .browser()
        .send({ method: 'post', path: signIn.signInWithPassword.path, body, headers: from(address) })
    })
    const checked = howMany(answers, 401)
    expect(howMany(answers, 503)).toBe(90 - checked)
    expect(checked).toBeLessThan(90)
    expect(await countedFailures(server)).toMatchObject({ source: checked, 'account-day': checked })
  })

  it('of no meaning do not count, and right ones cost nothing', async () => {
    const malformed = {
      method: 'post',
      path: signIn.recover.path,
      body: JSON.stringify({ email: bob.email }),
    }
    expect(new Set(statuses(await inTurn(2 * perQuarter, () => server.browser().send(malformed))))).toEqual(
      new Set([400]),
    )
    const body = { email: bob.email, backupCode: bob.backupCodes[0] ?? '' }
    await server.browser().call(signIn.recover, { body })
    expect(Object.values(await countedFailures(server)).every((points) => points === 0)).toBe(true)
  })

  it('are forgotten when their window is over', async () => {
    await guess(server.browser(), bob.email)
    await server.services.db('throttles').update({ expire: Date.now() - 1 })
    await tidy(server.services)
    expect(await server.services.db('throttles').select('key')).toEqual([])
  })

  it('of a clock that ran ahead are forgotten', async () => {
    await guess(server.browser(), bob.email)
    await server.services.db('throttles').update({ expire: Date.now() + 400 * 24 * 3_600_000 })
    await tidy(server.services)
    expect(await server.services.db('throttles').select('key')).toEqual([])
  })

  it('are answered alike whether the account is known, unknown or disabled', async () => {
    const dan = await invite(server, ada, { email: 'dan@example.org' })
    await server.services.db('users').where({ id: dan.id }).update({ status: 'disabled' })
    const told = async (email: string) => {
      const answers = await inTurn(perQuarter + 2, () => guess(server.browser(), email))
      return answers.map(({ status, headers, text }) => {
        const { date, 'x-request-id': id, 'retry-after': wait, ...rest } = headers
        expect(date).toBeDefined()
        const isLong = wait !== undefined && Number(wait) > 14 * 60
        return { status, rest, isLong, text: text.replace(String(id), '') }
      })
    }
    const unknown = await told('nobody@example.org')
    expect(unknown.map(({ status }) => status)).toEqual([...Array<number>(perQuarter).fill(401), 429, 429])
    expect(await told(bob.email)).toEqual(unknown)
    expect(await told(dan.email)).toEqual(unknown)
  })
})
