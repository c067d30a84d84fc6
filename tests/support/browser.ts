import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { CallOf, Endpoint, ResponseOf } from '../../shared/contract/endpoint.ts'
import { problem, type Problem } from '../../shared/contract/problem.ts'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

interface Request {
  method: string
  path: string
  headers?: Record<string, string | undefined>
  body?: string | Buffer
}

/** An answer that was a problem document: thrown by `Browser.call`. */
export class Refused extends Error {
  readonly problem: Problem
  readonly headers: IncomingHttpHeaders

  constructor(document: Problem, headers: IncomingHttpHeaders) {
    super(`${document.status} ${document.code}: ${document.detail ?? document.title}`)
    this.problem = document
    this.headers = headers
  }

  get code(): string {
    return this.problem.code
  }
}

/** A client over real HTTP that keeps its cookie and sends the origin of our pages, as a browser would. */
export class Browser {
  readonly origin: string
  /** Sent with every request, beside what every browser sends. */
  headers: Readonly<Record<string, string>> = {}
  readonly #url: string
  #cookies = new Map<string, string>()

  constructor(url: string, origin: string) {
    this.#url = url
    this.origin = origin
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  set cookie(text: string) {
    const pairs = text.split('; ').filter(Boolean)
    this.#cookies = new Map(
      pairs.map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
    )
  }

  /** Calls an endpoint of the contract and parses its answer. Throws `Refused`. */
  async call<E extends Endpoint>(endpoint: E, input: CallOf<E>): Promise<ResponseOf<E>> {
    const given: { params?: object; query?: object; body?: object } = input
    const path = pathOf(endpoint.path, given.params ?? {}, given.query ?? {})
    const body = endpoint.body ? JSON.stringify(given.body ?? {}) : undefined
    const answer = await this.send({ method: endpoint.method, path, ...(body === undefined ? {} : { body }) })
    if (answer.status >= 400) throw new Refused(problem.parse(JSON.parse(answer.text)), answer.headers)
    // The schema is the endpoint's own: what it gives back is its ResponseOf.
    return endpoint.response?.parse(JSON.parse(answer.text)) as ResponseOf<E>
  }

  /** Sends anything at all; `headers` win over what a browser would send, undefined leaves one out. */
  send({ method, path, headers = {}, body }: Request): Promise<Answer> {
    const standard = {
      host: new URL(this.origin).host,
      origin: this.origin,
      cookie: this.cookie || undefined,
      'content-type': body === undefined ? undefined : 'application/json',
      'content-length': body === undefined ? undefined : String(Buffer.byteLength(body)),
      ...this.headers,
    }
    const all = Object.entries({ ...standard, ...headers }).filter(([, value]) => value !== undefined)
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        `${this.#url}/api${path}`,
        { method: method.toUpperCase(), headers: Object.fromEntries(all) },
        (response) => {
          this.#remember(response.headers['set-cookie'] ?? [])
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString()
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
          })
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }

  #remember(lines: string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const [name = ''] = pair.split('=')
      const value = pair.slice(name.length + 1)
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }
}

/** The path of an endpoint with its parameters and query filled in. */
export function pathOf(template: string, params: object, query: object = {}): string {
  const values = new Map(Object.entries(params).map(([name, value]) => [name, String(value)]))
  const path = template.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(values.get(name) ?? 'missing'),
  )
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  ).toString()
  return search === '' ? path : `${path}?${search}`
}
