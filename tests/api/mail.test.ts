import { afterEach, describe, expect, it } from 'vitest'
import { record } from '../../server/audit/record.ts'
import { inTransaction } from '../../server/db/transaction.ts'
import { createMailer, type Mailer } from '../../server/notices/mailer.ts'
import { sendDue, startSender } from '../../server/notices/sender.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { setUpAdministrator } from '../support/people.ts'
import { databases } from '../support/databases.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const minute = 60_000
const hour = 60 * minute

const secret = { WEFTID_SECRET: 'one-secret-of-all-instances-of-32-bytes' }

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function openMailServer(credentials?: { user: string; pass: string }): Promise<MailServer> {
  const mail = await startMailServer(credentials)
  closing.push(mail.close)
  return mail
}

async function openServer(environment: Record<string, string>): Promise<TestServer> {
  const server = await startTestServer(environment)
  closing.push(server.close)
  return server
}

function mailerOf({ config }: TestServer): Mailer {
  if (!config.mail) throw new Error('no mail server')
  const mailer = createMailer(config.mail)
  closing.push(mailer.close)
  return mailer
}

/** Sends what is due, until nothing is. */
async function sendAll({ services }: TestServer, mailer: Mailer): Promise<void> {
  while ((await sendDue(services, mailer)) > 0);
}

const rowsOf = ({ services }: TestServer) => services.db('outbox').orderBy('seq').select('*')

/** Somebody's password is changed, so many times. */
async function write({ services: { db, now } }: TestServer, userId: string, times = 1): Promise<void> {
  const actor = { id: userId, displayName: 'Ada Łucja', role: 'admin' as const }
  for (let time = 0; time < times; time++)
    await inTransaction(db, (tx) => record(tx, { at: now(), action: 'password.changed', actor }))
}

describe.each(Object.keys(databases))('mail on %s', () => {
  async function scene(): Promise<{ server: TestServer; mail: MailServer; mailer: Mailer; adaId: string }> {
    const mail = await openMailServer()
    const server = await openServer(mail.environment)
    const { id: adaId } = await setUpAdministrator(server)
    return { server, mail, mailer: mailerOf(server), adaId }
  }

  it('arrives, once, as text and HTML', async () => {
    const { server, mail, mailer } = await scene()
    await sendAll(server, mailer)
    expect(mail.received).toHaveLength(1)
    const [{ raw, to, messageId } = { raw: '', to: [], messageId: '' }] = mail.received
    expect(to).toEqual(['ada@example.org'])
    expect(messageId).toMatch(/^<[\w-]+\.\d+@localhost>$/)
    for (const line of [/^From: WeftID <id@example.org>$/m, /^To: ada@example.org$/m])
      expect(raw.replaceAll('\r', '')).toMatch(line)
    expect(raw).toContain('Subject: A passkey was added to your account')
    expect(raw).toContain('Auto-Submitted: auto-generated')
    expect(raw).toContain('Content-Type: text/plain')
    expect(raw).toContain('Content-Type: text/html')
    await sendAll(server, mailer)
    server.clock.forward(100 * hour)
    await sendAll(server, mailer)
    expect(mail.offered()).toBe(1)
    expect(await rowsOf(server)).toMatchObject([{ status: 'sent', tries: 0 }])
  })

  it('is tried again, less and less often, and given up after three days', async () => {
    const { server, mail, mailer } = await scene()
    mail.be('refuses')
    const hoursSince = (at: string) => (server.clock.now().getTime() - new Date(at).getTime()) / hour
    const tried: number[] = []
    for (;;) {
      await sendAll(server, mailer)
      const [row] = await rowsOf(server)
      if (row?.status !== 'waiting') break
      tried.push(hoursSince(row.created_at) * 60)
      server.clock.forward(new Date(row.due_at).getTime() - server.clock.now().getTime())
    }
    const pauses = tried.slice(1).map((at, index) => Math.round(at - (tried[index] ?? 0)))
    expect(pauses.slice(0, 5)).toEqual([1, 5, 30, 120, 360])
    expect(new Set(pauses.slice(5))).toEqual(new Set([360]))
    expect(tried.at(-1)).toBeGreaterThan(66 * 60)
    expect(tried.at(-1)).toBeLessThanOrEqual(72 * 60)
    expect(mail.offered()).toBe(tried.length)
    expect(await rowsOf(server)).toMatchObject([{ status: 'given-up' }])
    mail.be('takes')
    await sendAll(server, mailer)
    expect(mail.received).toEqual([])
    expect(server.log()).toContain('mail given up')
    expect(server.log()).toContain('"response":451')
    for (const private_ of ['ada@example.org', 'come back later', 'ann@example.org'])
      expect(server.log()).not.toContain(private_)
  })

  it('arrives after the mail server has been away', async () => {
    const { server, mail, mailer, adaId } = await scene()
    mail.be('refuses')
    await write(server, adaId, 6)
    await sendAll(server, mailer)
    mail.be('takes')
    await sendAll(server, mailer)
    expect(mail.received).toEqual([])
    server.clock.forward(minute)
    await sendAll(server, mailer)
    expect(new Set(mail.received.map(({ messageId }) => messageId)).size).toBe(7)
    expect(mail.received).toHaveLength(7)
  })

  it('is sent by one of several processes', async () => {
    const { server, mail, mailer, adaId } = await scene()
    const { database } = server.config
    const WEFTID_DATABASE = database.kind === 'sqlite' ? database.file : database.url
    const others = await Promise.all(
      Array.from({ length: 3 }, () => openServer({ ...secret, ...mail.environment, WEFTID_DATABASE })),
    )
    await write(server, adaId, 30)
    await Promise.all([sendAll(server, mailer), ...others.map((other) => sendAll(other, mailerOf(other)))])
    expect(mail.received).toHaveLength(31)
    expect(new Set(mail.received.map(({ messageId }) => messageId)).size).toBe(31)
  })

  it('is handed on when the process that took it dies, and can be told for the same', async () => {
    const { server, mail, mailer } = await scene()
    mail.be('takes and dies')
    const died = createMailer(server.config.mail ?? never())
    // As if the process ended with its connection: nobody hears of the answer.
    const silent: Mailer = {
      ...died,
      send: (message) => died.send(message).catch(() => new Promise(() => undefined)),
    }
    void sendDue(server.services, silent)
    await expect.poll(() => mail.received.length).toBe(1)
    died.close()
    mail.be('takes')
    await sendAll(server, mailer)
    expect(mail.received).toHaveLength(1)
    server.clock.forward(2 * minute)
    await sendAll(server, mailer)
    expect(mail.received).toHaveLength(2)
    expect(mail.received[0]?.messageId).toBe(mail.received[1]?.messageId)
    expect(await rowsOf(server)).toMatchObject([{ status: 'sent' }])
  })
})

const never = (): never => {
  throw new Error('no mail server')
}

describe('the sender', () => {
  it('sends by itself what is written, and stops with nothing half done', async () => {
    const mail = await openMailServer()
    const server = await openServer(mail.environment)
    const stop = startSender(server.services)
    await setUpAdministrator(server)
    await expect.poll(() => mail.received.length, { timeout: 15_000 }).toBe(1)
    await expect.poll(async () => (await rowsOf(server))[0]?.status).toBe('sent')
    await stop()
  })

  it('stops within seconds though the mail server hangs, and has the mail tried again', async () => {
    const mail = await openMailServer()
    mail.be('hangs')
    const server = await openServer(mail.environment)
    const stop = startSender(server.services)
    await setUpAdministrator(server)
    await expect.poll(() => mail.offered(), { timeout: 15_000 }).toBe(1)
    const began = performance.now()
    await stop()
    expect(performance.now() - began).toBeLessThan(8_000)
    expect(await rowsOf(server)).toMatchObject([{ status: 'waiting', tries: 1 }])
  })

  it('signs in to the mail server, and says so to nobody', async () => {
    const mail = await openMailServer({ user: 'id', pass: 'geheim-7' })
    const WEFTID_SMTP_URL = mail.url.replace('smtp://', 'smtp://id:geheim-7@')
    const server = await openServer({ ...mail.environment, WEFTID_SMTP_URL })
    await setUpAdministrator(server)
    await sendAll(server, mailerOf(server))
    expect(mail.received).toHaveLength(1)
    const wrong = await openServer({
      ...mail.environment,
      WEFTID_SMTP_URL: WEFTID_SMTP_URL.replace('-7', '-8'),
    })
    await setUpAdministrator(wrong)
    await sendAll(wrong, mailerOf(wrong))
    expect(mail.received).toHaveLength(1)
    expect(await rowsOf(wrong)).toMatchObject([{ status: 'waiting', tries: 1 }])
    expect(server.log() + wrong.log()).not.toContain('geheim')
  })

  it('keeps what no mail server is reached for', async () => {
    const mail = await openMailServer()
    await mail.close()
    const server = await openServer(mail.environment)
    await setUpAdministrator(server)
    await sendAll(server, mailerOf(server))
    expect(await rowsOf(server)).toMatchObject([{ status: 'waiting', tries: 1 }])
    closing.splice(closing.indexOf(mail.close), 1)
  })

  it('warns a server for others once that it has none', async () => {
    const hosted = await openServer({ WEFTID_ORIGIN: 'https://id.example.org' })
    await startSender(hosted.services)()
    expect(hosted.log().match(/no mail server/g)).toHaveLength(1)
    const local = await openServer({})
    await startSender(local.services)()
    expect(local.log()).not.toContain('no mail server')
  })
})
