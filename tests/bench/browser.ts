import { request, type Agent } from 'node:http'

export interface Answer {
  status: number
  body: unknown
  cookie: string | undefined
}

/** Posts JSON to the API as a page of that origin would; `more` are headers besides. */
export function post(
  { origin, agent }: { origin: string; agent: Agent },
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Answer> {
  const text = body === undefined ? '' : JSON.stringify(body)
  const { host, port } = new URL(origin)
  const headers = {
    host,
    origin,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    'content-length': Buffer.byteLength(text),
    ...more,
  }
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, method: 'POST', path: `/api${path}`, headers })
    sent.on('error', reject)
    sent.on('response', (response) => {
      let read = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (read += part))
      response.on('error', reject)
      response.on('end', () => {
        const [set] = response.headers['set-cookie'] ?? []
        const parsed: unknown = read === '' ? null : JSON.parse(read)
        resolve({ status: response.statusCode ?? 0, body: parsed, cookie: set?.split(';')[0] })
      })
    })
    sent.end(text)
  })
}
