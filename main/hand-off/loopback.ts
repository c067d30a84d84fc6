import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerHeaders, answerPage } from './answer-page.ts'
import { judge, type Expected, type Verdict } from './judge.ts'
import { bytes32 } from './secrets.ts'

/** What the browser came back with. */
export type Answer = Exclude<Verdict, { kind: 'unexpected' }>

/** The one address of this computer where the browser's answer is waited for. */
export interface Listener {
  readonly redirectUri: string
  /** The first answer there is; never settles where `close` comes first. */
  readonly answer: Promise<Answer>
  close(): void
}

const statusOf = { code: 200, denied: 200, unexpected: 404 } as const

/** Listens on the loopback address only, on a port of the system's choice, for one answer that carries `state`. */
export async function listen(state: string): Promise<Listener> {
  // A browser opens a handful of connections; nobody needs more, nor long.
  const server = createServer({ maxHeaderSize: 8192, headersTimeout: 5000, requestTimeout: 5000 })
  server.maxConnections = 32
  server.listen({ host: '127.0.0.1', port: 0, exclusive: true })
  await once(server, 'listening')
  const host = `127.0.0.1:${portOf(server)}`
  const path = `/cb/${bytes32()}`
  const answer = new Promise<Answer>((resolve) => {
    answerRequests(server, { host, path, state }, resolve)
  })
  return {
    redirectUri: `http://${host}${path}`,
    answer,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('The loopback address has no port.')
  return address.port
}

function answerRequests(server: Server, expected: Expected, tell: (answer: Answer) => void): void {
  let isAnswered = false
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const verdict = judge(
      {
        method: request.method,
        target: request.url,
        host: request.headers.host,
        destination: request.headers['sec-fetch-dest']?.toString(),
      },
      expected,
    )
    // Of two at once the first counts; the other is nobody's answer any more.
    const kind = isAnswered ? 'unexpected' : verdict.kind
    response.writeHead(statusOf[kind], answerHeaders)
    if (isAnswered || verdict.kind === 'unexpected') {
      response.end(answerPage('unexpected'))
      return
    }
    isAnswered = true
    // Told once the browser has its page: the listener closes then.
    response.end(answerPage(kind), () => undefined)
    response.once('close', () => {
      tell(verdict)
    })
  })
}
