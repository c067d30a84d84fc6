// The yardstick: node:http and one P-256 verification per sign-in, nothing else. A process of its own.
import { createHash, createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'

const keyList = z.array(z.object({ id: z.string(), spki: z.string() }))
const finish = z.object({
  response: z.object({
    id: z.string(),
    response: z.object({ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() }),
  }),
})

const publicKey = (spki: string) =>
  createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' })
const stored = keyList.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')))
const keys = new Map<string, KeyObject>(stored.map(({ id, spki }) => [id, publicKey(spki)]))

/** The same answer as the product's, so that the same load fits. */
const begun = () => ({
  challengeId: randomBytes(32).toString('base64url'),
  options: {
    challenge: randomBytes(32).toString('base64url'),
    rpId: 'localhost',
    allowCredentials: [],
    userVerification: 'required',
    timeout: 300_000,
    hints: [],
  },
})

function isRight(body: string): boolean {
  const { id, response } = finish.parse(JSON.parse(body)).response
  const clientDataHash = createHash('sha256')
    .update(Buffer.from(response.clientDataJSON, 'base64url'))
    .digest()
  const data = Buffer.concat([Buffer.from(response.authenticatorData, 'base64url'), clientDataHash])
  const key = keys.get(id)
  return key !== undefined && verify('sha256', data, key, Buffer.from(response.signature, 'base64url'))
}

function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
  const finishing = request.url?.endsWith('/finish') === true
  response.statusCode = !finishing || isRight(body) ? 200 : 401
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(finishing ? { next: { done: true } } : begun()))
}

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (part: string) => (body += part))
  request.on('end', () => answer(request, response, body))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address)
    process.stdout.write(`listening on http://localhost:${address.port}\n`)
})
