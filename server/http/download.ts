import { Readable } from 'node:stream'
import type Router from '@koa/router'
import type { Endpoint, InputOf } from '../../shared/contract/endpoint.ts'
import { AppError } from '../errors.ts'
import type { SeenFrom, Session } from '../session.ts'
import { requireAccess } from './access.ts'
import { parseInput } from './input.ts'
import type { Edge } from './route.ts'
import type { RequestState } from './state.ts'

/** A file that is written while it is sent. */
export interface Download {
  /** `users.csv`: letters, digits, hyphens and one dot. */
  name: string
  type: 'text/csv' | 'application/x-ndjson'
  content: AsyncIterable<string>
}

/** Answers an endpoint of the contract whose answer is a file: access, then input, then the file as the handler makes it. */
export function downloadRoute<E extends Endpoint>(
  router: Router<RequestState>,
  { now }: Pick<Edge, 'now'>,
  endpoint: E,
  handle: (input: InputOf<E> & { session: Session; from: SeenFrom }) => Promise<Download>,
): void {
  router.get(endpoint.path, async (ctx) => {
    const session = requireAccess(ctx.state, endpoint, now())
    if (!session) throw new AppError('session.required')
    const { input, fields } = parseInput(endpoint, { params: ctx.params, query: ctx.query, body: undefined })
    if (fields) throw new AppError('input.invalid', { fields })
    // `parseInput` has just checked what InputOf<E> says.
    const given = { ...input, session, from: ctx.state.from } as Parameters<typeof handle>[0]
    const { name, type, content } = await handle(given)
    ctx.attachment(name)
    ctx.set('Cache-Control', 'no-store')
    ctx.type = `${type}; charset=utf-8`
    // In blocks: a line at a time would be a write to the socket for each.
    ctx.body = Readable.from(inBlocks(content), { objectMode: false })
  })
}

async function* inBlocks(content: AsyncIterable<string>): AsyncGenerator<string> {
  let block = ''
  for await (const piece of content) {
    block += piece
    if (block.length < 32 * 1024) continue
    yield block
    block = ''
  }
  yield block
}
