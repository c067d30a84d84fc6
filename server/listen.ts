import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer, Server as TlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { errors } from '../shared/contract/errors.ts'
import type { Settings } from './config.ts'

/** The open doors of the server: one a host, all on one port. */
export interface Listening {
  port: number
  /** Lets requests in; until then they are told to come back. */
  open: (listener: RequestListener) => void
  /** Reads the TLS files again; without TLS there is nothing to do. Throws where they are not usable. */
  renewCertificate: () => Promise<void>
  /** Stops taking connections, waits for the answers under way, then ends what is left. */
  close: (patience: number) => Promise<void>
}

// A whole request must be here by then: slow senders hold nothing for long.
const limits = { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 }

const malformed = {
  type: 'about:blank',
  title: errors['input.invalid'].title,
  status: 400,
  code: 'input.invalid',
}

/** Takes the port on every host or on none: on a half-taken port another program could answer in our name. */
export async function listen({
  port,
  hosts,
  tls,
}: Pick<Settings, 'port' | 'hosts' | 'tls'>): Promise<Listening> {
  let handle: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain' }).end('Starting.')
  }
  const listener: RequestListener = (request, response) => {
    // `GET http://elsewhere/`: no client of a server that is no proxy asks like this, and URL parsers choke on some.
    if (request.url?.startsWith('/')) handle(request, response)
    else
      response.writeHead(400, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(malformed))
  }
  const secure = tls ? await certificateOf(tls) : null
  const make = () =>
    secure ? createTlsServer({ ...limits, ...secure }, listener) : createServer(limits, listener)
  const servers = await bindAll(make, hosts, port)
  return {
    port: portOf(servers),
    open: (opened) => {
      handle = opened
    },
    renewCertificate: async () => {
      const renewed = tls ? await certificateOf(tls) : null
      for (const server of servers)
        if (renewed && server instanceof TlsServer) server.setSecureContext(renewed)
    },
    close: async (patience) => {
      const closed = Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
      // A connection whose last answer ends after this moment would otherwise be kept for a next one.
      const idle = setInterval(() => servers.forEach((server) => server.closeIdleConnections()), 50)
      const timer = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), patience)
      await closed
      clearInterval(idle)
      clearTimeout(timer)
    },
  }
}

const certificateOf = async ({ cert, key }: NonNullable<Settings['tls']>) => ({
  cert: await readFile(cert),
  key: await readFile(key),
})

async function bindAll(make: () => Server, hosts: readonly string[], wanted: number): Promise<Server[]> {
  // A free port on one address may be taken on the other: then another one is tried.
  for (let attempt = 0; ; attempt++) {
    const bound: Server[] = []
    try {
      for (const host of hosts) {
        const server = await bind(make(), host, bound.length > 0 ? portOf(bound) : wanted)
        if (server) bound.push(server)
      }
      if (bound.length > 0) return bound
      throw new Error(`None of the addresses ${hosts.join(', ')} exists on this machine.`)
    } catch (error) {
      for (const server of bound) server.close()
      if (wanted !== 0 || attempt === 9) throw error
    }
  }
}

/** Null where the machine has no such address: then nobody else can take it either. */
function bind(server: Server, host: string, port: number): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(null)
      else reject(error)
    })
    server.listen({ host, port, ipv6Only: host.includes(':') }, () => {
      resolve(server)
    })
  })
}

function portOf(servers: readonly Server[]): number {
  const address: AddressInfo | string | null = servers[0]?.address() ?? null
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.')
  return address.port
}
