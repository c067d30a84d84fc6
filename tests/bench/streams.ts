import { get } from 'node:http'
import { streamEvents } from '../../shared/contract/events.ts'
import type { Browser } from '../support/browser.ts'

/** A live stream of one session, as a desktop keeps it. */
export interface OpenStream {
  /** Everything that came, once the server has ended it. */
  ended: Promise<string>
  isEnded: () => boolean
  close: () => void
}

/** Opens it, and answers once the server has begun to send. */
export function openStream({ origin, cookie }: Browser): Promise<OpenStream> {
  const { host, port } = new URL(origin)
  const headers = { host, cookie, accept: 'text/event-stream' }
  return new Promise((resolve, reject) => {
    // A connection of its own, as each desktop has.
    const asked = get(
      { agent: false, host: '127.0.0.1', port, path: `/api${streamEvents.path}`, headers },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`A stream was refused: ${response.statusCode}`))
        let text = ''
        let isEnded = false
        const ended = new Promise<string>((done) => {
          response.once('end', () => {
            isEnded = true
            done(text)
          })
        })
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString()
          resolve({ ended, isEnded: () => isEnded, close: () => asked.destroy() })
        })
        response.on('error', () => undefined)
      },
    )
    asked.on('error', reject)
  })
}
