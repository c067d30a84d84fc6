import { PassThrough } from 'node:stream'
import Router from '@koa/router'
import { streamEvents } from '../../shared/contract/events.ts'
import { requireAccess } from '../http/access.ts'
import type { RequestState } from '../http/state.ts'
import type { Services } from '../services.ts'
import { lookAgain } from '../sessions/sessions.ts'
import type { Hub, Stream } from './hub.ts'

const heartbeatEvery = 15_000
// A reader that leaves this much unread is gone or stuck: it comes back and reads everything anew.
const mostUnread = 256 * 1024

/** `GET /events`: the session's live news as Server-Sent Events. Does not prolong the session. */
export function eventRoutes(services: Services, hub: Hub): Router<RequestState> {
  const router = new Router<RequestState>()
  router.get(streamEvents.path, (ctx) => {
    const session = requireAccess(ctx.state, streamEvents, services.now())
    if (!session) return
    const body = new PassThrough()
    ctx.set({ 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' })
    ctx.type = 'text/event-stream'
    ctx.body = body
    const write = (text: string) => {
      if (body.writableLength > mostUnread) body.destroy()
      else if (body.writable) body.write(text)
    }
    write('retry: 1000\n\n')
    const stream: Stream = {
      session,
      send: (event, id) => {
        const place = id === null ? '' : `id: ${id}\n`
        write(`${place}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      },
      end: () => body.end(),
    }
    const leave = hub.join(stream, ctx.get('Last-Event-ID'))
    const beat = async () => {
      write(': heartbeat\n\n')
      const found = await lookAgain(services, session.id).catch(() => null)
      if (found === null) return
      if ('session' in found) {
        stream.session = found.session
        return
      }
      const reason = found.ended
      // Replaced by the same browser's next sign-in: closing makes it come back under the new cookie.
      if (reason !== 'replaced') {
        const event = { type: 'session.ended', reason } as const
        write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      }
      body.end()
    }
    const heartbeat = setInterval(() => void beat(), heartbeatEvery)
    // What ended between finding the session and listening was told to nobody.
    void beat()
    body.once('close', () => {
      clearInterval(heartbeat)
      leave()
    })
    ctx.req.once('close', () => body.destroy())
  })
  return router
}
