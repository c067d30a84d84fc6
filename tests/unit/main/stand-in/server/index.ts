/** A backend that only keeps its promise to whoever starts it, and dies when told: `POST /die`. */
import { createServer } from 'node:http'

const { WEFTID_PORT: port = '', WEFTID_DATA: folder = '', STAND_IN: mode = 'well' } = process.env
if (mode === 'fails') {
  process.stderr.write('The configuration is not usable.\n{"level":50}\n')
  process.exit(3)
}
const startedAt = Date.now()
const isBuilding = () => mode === 'builds' && Date.now() - startedAt < 1000

const isWell = (url = '') => mode !== 'ill' && !(url === '/' && isBuilding())

const server = createServer((request, response) => {
  if (request.url === '/die') process.exit(1)
  const answers: Record<string, object> = {
    '/': {},
    '/healthz': { pid: process.pid },
    '/api/server': { name: 'WeftID', version: '0.1.0', rpId: 'localhost', minimumClient: null, folder },
  }
  const answer = answers[request.url ?? '']
  response.writeHead(isWell(request.url) && answer ? 200 : 503, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(answer ?? {}))
})

server.listen(Number(port), 'localhost', () => {
  process.stdout.write(`listening on http://localhost:${port}\n`)
  process.send?.({ type: 'listening', url: `http://localhost:${port}` })
})

const stop = () => {
  if (mode !== 'deaf') process.exit(0)
}
process.on('SIGTERM', stop)
process.on('message', stop)
process.on('disconnect', () => process.exit(0))
