import { randomUUID } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import type { SeenFrom } from '../session.ts'
import { clientWords } from './client-words.ts'
import { isHealthCheck } from './guards.ts'
import type { RequestState } from './state.ts'
import { traceOf } from './trace.ts'

/** Gives each request an id, says where it comes from, and logs how it ended: no body, query, cookie or header. */
export function describeRequest(log: Logger, trustedProxies: readonly string[]): Middleware<RequestState> {
  const trusted = blockListOf(trustedProxies)
  return async (ctx, next) => {
    const started = performance.now()
    ctx.state.requestId = randomUUID()
    ctx.set('X-Request-Id', ctx.state.requestId)
    ctx.state.from = {
      address: addressOf(ctx.req.socket.remoteAddress ?? '', ctx.get('X-Forwarded-For'), trusted),
      client: clientWords(ctx.get('User-Agent')),
    } satisfies SeenFrom
    await next()
    const { requestId } = ctx.state
    const traceId = traceOf(ctx.get('traceparent'))
    const ms = Math.round((performance.now() - started) * 10) / 10
    const seen = { requestId, ...(traceId === null ? {} : { traceId }) }
    // Asked every other second by whoever watches: worth a line only when it goes wrong.
    const level = isHealthCheck(ctx.path) && ctx.status < 400 ? 'debug' : 'info'
    log[level]({ ...seen, method: ctx.method, path: ctx.path, status: ctx.status, ms }, 'request')
  }
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/**
 * The nearest address that is not one of our own proxies; `X-Forwarded-For` is believed only as far as they wrote it. A
 * hop that cannot be read ends the walk: whoever wrote what lies beyond it is not known.
 */
export function addressOf(socket: string, forwarded: string, trusted: BlockList): string {
  let nearest = plainAddress(socket)
  if (forwarded === '') return nearest
  for (const hop of forwarded.split(',').reverse()) {
    if (!trusted.check(nearest, isIP(nearest) === 6 ? 'ipv6' : 'ipv4')) break
    const address = plainAddress(hop.trim())
    if (isIP(address) === 0) break
    nearest = address
  }
  return nearest
}

/** Without the port, brackets, zone and IPv4 prefix that some proxies and sockets add. */
function plainAddress(hop: string): string {
  const address = /^\[([^\]]*)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop
  return address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/, '')
}
