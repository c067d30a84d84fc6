import type { ParameterizedContext } from 'koa'
import type { EndReason } from '../../shared/contract/events.ts'
import type { SeenFrom, Session } from '../session.ts'

/** What the middleware before the routes found out about a request. */
export interface RequestState {
  requestId: string
  from: SeenFrom
  session: Session | null
  /** Where the cookie named a session that has ended: why. */
  ended: EndReason | null
}

export type Context = ParameterizedContext<RequestState>
