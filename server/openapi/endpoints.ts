import * as audit from '../../shared/contract/audit.ts'
import type { Endpoint } from '../../shared/contract/endpoint.ts'
import * as events from '../../shared/contract/events.ts'
import * as fallback from '../../shared/contract/fallback.ts'
import * as fleet from '../../shared/contract/fleet.ts'
import * as handOff from '../../shared/contract/hand-off.ts'
import * as lostDevice from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as notices from '../../shared/contract/notices.ts'
import * as openapi from '../../shared/contract/openapi.ts'
import * as session from '../../shared/contract/session.ts'
import * as signIn from '../../shared/contract/sign-in.ts'
import * as tokens from '../../shared/contract/tokens.ts'
import * as users from '../../shared/contract/users.ts'

const modules = [
  ...[signIn, session, methods, fallback, events, handOff, users, lostDevice, fleet, audit, tokens],
  ...[notices, openapi],
]

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'access' in value && 'method' in value

/** Every endpoint by its name in the contract. */
export const endpoints: readonly { name: string; endpoint: Endpoint }[] = modules.flatMap((module) =>
  Object.entries(module).flatMap(([name, value]: [string, unknown]) =>
    isEndpoint(value) ? [{ name, endpoint: value }] : [],
  ),
)
