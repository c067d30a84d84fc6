import type { SecondStep } from '../shared/contract/next-step.ts'
import type { SessionKind } from '../shared/contract/session.ts'
import type { Permission, Role } from '../shared/contract/roles.ts'

/** From where a request came: shown to people and kept in the record, never trusted for a decision. */
export interface SeenFrom {
  address: string
  client: string
}

/** How an enrolment session was opened. */
export type Opening = 'setup' | 'invitation' | 'backup-code' | 'temporary-pass'

/** A first factor that does not stand alone. A copied passkey: one bound to a device that seems to exist twice. */
export type Half = 'password' | 'copied-passkey'

/** What proved the person: it decides the kind of a session and the level of freshness. */
export type Method = 'passkey' | Opening | Half | `${Half}+${SecondStep}`

/** A running session and whose it is, as found for one request. */
export interface Session {
  id: string
  kind: SessionKind
  method: Method
  passkeyId: string | null
  /** What the desktop app called its computer when the session began. */
  computer: string | null
  createdAt: Date
  lastSeenAt: Date
  /** The end that nothing prolongs. */
  endsAt: Date
  /** The earlier of that end and the idle hour's. */
  expiresAt: Date
  freshUntil: Date | null
  freshMethod: Method | null
  /** The account has an active passkey. */
  hasPasskey: boolean
  user: Actor & { email: string }
}

/** A person who acts, by a program of theirs where there is a token: then with no more than its permissions. */
export interface Actor {
  id: string
  role: Role
  displayName: string
  token?: { id: string; name: string; permissions: readonly Permission[] }
}

/** Who does something, and from where: for the rules that allow it and the record that keeps it. */
export interface Act {
  session: Session
  from: SeenFrom
}
