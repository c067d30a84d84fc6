import { setTimeout as after } from 'node:timers/promises'
import type { OutboxRow } from '../db/tables.ts'
import type { Services } from '../services.ts'
import { createMailer, patience, type Mailer } from './mailer.ts'
import { renderMail } from './render.ts'
import * as store from './store.ts'

type Needs = Pick<Services, 'db' | 'config' | 'now' | 'log'>

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** After so many tries in vain, how long until the next. */
const pauses = [minute, 5 * minute, 30 * minute, 2 * hour]
const longestPause = 6 * hour

/** What could not be sent by then is given up. */
const giveUpAfter = 72 * hour

/** For how long a mail is one process's to send: if it dies, another has it then. Longer than a delivery may take. */
const lease = 2 * patience

/** Mails on their way at once. */
const atOnce = 4

const pollEvery = 2 * second
const pollWhenFailing = 30 * second
/** How long a stop waits for mails on their way. */
const stopPatience = 4 * second

/** Starts sending what is in the outbox, if there is a mail server. Answers how to stop it. */
export function startSender(services: Needs): () => Promise<void> {
  const { config, log } = services
  if (!config.mail) {
    if (!config.local) log.warn('no mail server (WEFTID_SMTP_URL): nobody is told by e-mail')
    return () => Promise.resolve()
  }
  const mailer = createMailer(config.mail)
  const stopping = new AbortController()
  const running = keepSending(services, mailer, stopping.signal)
  return async () => {
    stopping.abort()
    await Promise.race([running, after(stopPatience, undefined, { ref: false })])
    mailer.close()
    await running
  }
}

async function keepSending(services: Needs, mailer: Mailer, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    let pause = pollEvery
    try {
      // As long as there are more, without a pause.
      if ((await sendDue(services, mailer)) > 0) continue
    } catch (error) {
      services.log.error({ err: error }, 'the outbox could not be read')
      pause = pollWhenFailing
    }
    await after(pause, undefined, { signal: stopping }).catch(() => undefined)
  }
}

/** Tries some of the mails whose turn it is, and answers how many. */
export async function sendDue(services: Needs, mailer: Mailer): Promise<number> {
  const { db, now, log } = services
  const moment = now()
  const before = new Date(moment.getTime() - giveUpAfter).toISOString()
  const givenUp = await store.giveUp(db, { now: moment.toISOString(), before })
  if (givenUp > 0)
    log.error({ mails: givenUp }, 'mail given up: the mail server did not take it for three days')
  const due = await store.dueMails(db, moment.toISOString(), atOnce)
  await Promise.all(due.map((row) => trySending(services, mailer, row)))
  return due.length
}

async function trySending(services: Needs, mailer: Mailer, row: OutboxRow): Promise<void> {
  const { db, config, now, log } = services
  const until = new Date(now().getTime() + lease).toISOString()
  if (!(await store.claim(db, row, until))) return
  const { seq } = row
  try {
    await mailer.send({
      ...renderMail(row, config),
      to: row.address,
      messageId: messageIdOf(row, config),
      date: now(),
    })
  } catch (error) {
    const tries = row.tries + 1
    const due = new Date(now().getTime() + (pauses[tries - 1] ?? longestPause)).toISOString()
    await store.settle(db, seq, until, { due_at: due, tries })
    log.warn({ mail: seq, tries, ...causeOf(error) }, 'mail not sent')
    return
  }
  await store.settle(db, seq, until, { status: 'sent' })
}

const messageIdOf = ({ notice, seq }: OutboxRow, { origin }: Needs['config']) =>
  `<${notice}.${seq}@${new URL(origin).hostname}>`

/** What the log may say: the message of a mail server repeats addresses, and more. */
function causeOf(error: unknown): { code?: unknown; response?: unknown } {
  if (!(error instanceof Error)) return {}
  return {
    ...('code' in error && { code: error.code }),
    ...('responseCode' in error && { response: error.responseCode }),
  }
}
