import type Router from '@koa/router'
import { z } from 'zod'
import type { AnswerOf, Attempt, Endpoint, InputOf } from '../../shared/contract/endpoint.ts'
import { AppError } from '../errors.ts'
import type { SeenFrom, Session } from '../session.ts'
import type { RequestState } from './state.ts'
import { requireAccess } from './access.ts'
import { readBody } from './body.ts'
import { parseInput } from './input.ts'

/** What the cookie should say after this answer: a new session's token, or nothing any more. */
export type SetSession = (token: string | null) => void

type SessionOf<E extends Endpoint> = E['access'] extends 'anyone' ? Session | null : Session

type Handler<E extends Endpoint> = (
  input: InputOf<E> & { session: SessionOf<E>; from: SeenFrom; setSession: SetSession },
) => Promise<AnswerOf<E>> | AnswerOf<E>

/** Who attempts something: from where, and on which account, by its e-mail, where that is known. */
export interface Caller {
  from: SeenFrom
  account: string | null
}

/** Does the work of an attempt, or refuses it as `throttled` before any of it. */
export type Attempting = <T>(attempt: Attempt, caller: Caller, work: () => Promise<T>) => Promise<T>

export interface Edge {
  now: () => Date
  attempt: Attempting
  cookie: { name: string; secure: boolean }
}

/** The cookie that carries a session: bound to this very host on https, to the port on localhost (ports share cookies). */
export function sessionCookie(config: { local: boolean; port: number; origin: string }): Edge['cookie'] {
  const port = new URL(config.origin).port || '80'
  return config.local ? { name: `weft-${port}`, secure: false } : { name: '__Host-weft', secure: true }
}

const typed = z.object({ email: z.string() })

/**
 * Whose account an attempt is on: whom the body names, otherwise whose session it is. The two are counted apart: whoever
 * only knows an e-mail must not be able to keep its owner, who is in already, from confirming.
 */
function accountOf(body: unknown, session: Session | null): string | null {
  const named = typed.safeParse(body).data?.email
  if (named !== undefined) return named
  return session ? `session of ${session.user.email}` : null
}

/** Answers one endpoint of the contract: access, then input, then the handler, then its answer parsed. */
export function route<E extends Endpoint>(
  router: Router<RequestState>,
  edge: Edge,
  endpoint: E,
  handle: Handler<E>,
  /** Told the body of a request whose fields do not fit: what it names may have to be spent all the same. */
  refused: (body: unknown, from: SeenFrom) => Promise<void> = () => Promise.resolve(),
): void {
  router[endpoint.method](endpoint.path, async (ctx) => {
    const session = requireAccess(ctx.state, endpoint, edge.now())
    const body = endpoint.method === 'get' ? undefined : await readBody(ctx)
    const { input, fields } = parseInput(endpoint, { params: ctx.params, query: ctx.query, body })
    const setSession: SetSession = (token) => {
      const { name, secure } = edge.cookie
      // TLS may end at a proxy in front: our origin says what the cookie is, not this connection.
      ctx.cookies.secure = secure
      const options = { httpOnly: true, sameSite: 'strict', path: '/', secure, overwrite: true } as const
      ctx.cookies.set(name, token ?? '', token === null ? { ...options, expires: new Date(0) } : options)
    }
    // `requireAccess` has just checked what SessionOf<E> says, and `parseInput` what InputOf<E> says.
    const given = { ...input, session, from: ctx.state.from, setSession } as Parameters<Handler<E>>[0]
    const work = async () => {
      if (!fields) return handle(given)
      await refused(body, ctx.state.from)
      throw new AppError('input.invalid', { fields })
    }
    const { attempt } = endpoint
    const answer = await (attempt
      ? edge.attempt(attempt, { from: ctx.state.from, account: accountOf(input.body, session) }, work)
      : work())
    // Parsing the answer drops every field the contract does not name, so a new column cannot leak.
    if (endpoint.response) ctx.body = endpoint.response.parse(answer)
    else ctx.status = 204
  })
}
