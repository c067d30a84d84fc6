import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** A server that the app trusts and that has been taken over, and the stranger it would lead people to. */
export interface HostileServer {
  origin: string
  /** The stranger, by an address that is another origin. */
  stranger: string
  /** The stranger's port, for addresses that try to look like ours. */
  strangerPort: number
  /** What arrived at the stranger so far. */
  arrived: () => string[]
  close: () => void
}

const facts = {
  name: 'Company',
  support: '',
  version: '0.1.0',
  rpId: 'localhost',
  setupRequired: false,
  setupTokenRequired: false,
  passwordAllowed: false,
  minimumClient: null,
  local: false,
  outbox: false,
}

/** Starts both. No policy is sent with the pages: what holds them is the app alone. */
export async function startHostileServer(): Promise<HostileServer> {
  const arrivals: string[] = []
  const stranger = createServer((request, response) => {
    arrivals.push(`${String(request.method)} ${String(request.url)}`)
    response.setHeader('Content-Type', 'text/html').end('<title>stranger</title>')
  })
  const strangerPort = await listen(stranger)
  const strange = `http://127.0.0.1:${strangerPort}/`
  const server = createServer((request, response) => {
    answer(request, response, strange)
  })
  const port = await listen(server)
  return {
    origin: `http://localhost:${port}`,
    stranger: strange,
    strangerPort,
    arrived: () => arrivals,
    close: () => {
      for (const each of [server, stranger]) {
        each.closeAllConnections()
        each.close()
      }
    },
  }
}

function answer({ url = '/' }: IncomingMessage, response: ServerResponse, stranger: string): void {
  if (url === '/api/server') response.setHeader('Content-Type', 'application/json').end(JSON.stringify(facts))
  else if (url === '/away') response.writeHead(302, { Location: stranger }).end()
  else if (url === '/away-later') response.writeHead(302, { Location: '/away' }).end()
  else if (url === '/away-with-what-was-posted') response.writeHead(307, { Location: stranger }).end()
  else if (url === '/refresh')
    response
      .writeHead(200, { 'Content-Type': 'text/html', Refresh: `0;url=${stranger}` })
      .end('<title>x</title>')
  else
    response
      .setHeader('Content-Type', 'text/html')
      .end('<!doctype html><title>ours</title><body style="height:100vh;margin:0"><h1>ours</h1>')
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
