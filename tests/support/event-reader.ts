import { request, type IncomingHttpHeaders } from 'node:http'
import { expect } from 'vitest'
import { liveEvent, type LiveEvent } from '../../shared/contract/events.ts'
import type { Browser } from './browser.ts'
import type { TestServer } from './server.ts'

export interface EventReader {
  status: number
  headers: IncomingHttpHeaders
  /** Everything that came, as it came. */
  text: () => string
  /** The events so far, with the id each came under. */
  events: () => { id: string; event: LiveEvent }[]
  /** Resolves when the server ends the stream. */
  ended: Promise<void>
  close: () => void
}

/** Opens the browser's live stream and reads it as it comes (HTML, 9.2 Server-sent events). */
export function openEvents(
  server: TestServer,
  browser: Browser,
  { lastEventId }: { lastEventId?: string } = {},
): Promise<EventReader> {
  const { host } = new URL(server.config.origin)
  const headers = {
    host,
    cookie: browser.cookie,
    accept: 'text/event-stream',
    'accept-encoding': 'gzip, br',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  }
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}/api/events`, { headers }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('error', () => undefined)
      const ended = new Promise<void>((done) => response.once('close', done))
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: () => text,
        events: () => parse(text),
        ended,
        close: () => asked.destroy(),
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** What kinds of events came, in order. */
export const types = (stream: EventReader) => stream.events().map(({ event }) => event.type)

export async function untilTold(stream: EventReader, type: LiveEvent['type']): Promise<void> {
  await expect.poll(() => types(stream), { interval: 5, timeout: 5000 }).toContain(type)
}

/** Whether a stream of the session is open, at whichever instance. */
export const isOnline = async ({ services }: TestServer, sessionId: string): Promise<boolean> =>
  (await services.whoIsOnline([sessionId])).has(sessionId)

function parse(text: string): { id: string; event: LiveEvent }[] {
  // The last piece is not complete before its empty line has come.
  const blocks = text.split('\n\n').slice(0, -1)
  return blocks.flatMap((block) => {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    )
    const data = fields.get('data')
    if (data === undefined) return []
    const event = liveEvent.parse(JSON.parse(data))
    if (fields.get('event') !== event.type) throw new Error(`An event of another name: ${block}`)
    return [{ id: fields.get('id') ?? '', event }]
  })
}
