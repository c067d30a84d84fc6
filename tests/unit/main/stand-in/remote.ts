import { once } from 'node:events'
import { createServer } from 'node:http'

/** Somebody's server, as far as a shell looks at it before it shows its page. */
export interface Remote {
  origin: string
  /** What it says of itself; what is no object is its status. */
  says: object | number
  stop: () => Promise<void>
}

/** Starts one on `port`, or on any. */
export async function startRemote(says: object | number, port = 0): Promise<Remote> {
  const server = createServer((request, response) => {
    const { says: said } = remote
    response.writeHead(typeof said === 'number' ? said : 200, { Connection: 'close' })
    response.end(request.url === '/api/server' ? JSON.stringify(said) : '')
  }).listen(port, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  const taken = typeof address === 'object' ? address?.port : undefined
  const remote: Remote = {
    origin: `http://localhost:${String(taken)}`,
    says,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  return remote
}
