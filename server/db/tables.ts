import type { InstanceRow, NewsRow, OpenStreamRow } from './live-tables.ts'
import type {
  AuditRow,
  AuditSealRow,
  FailureCountRow,
  ModelRevocationResultRow,
  ModelRevocationRow,
  OutboxRow,
} from './record-tables.ts'

export type * from './record-tables.ts'

/** Every row as the database holds it. Times are ISO 8601 UTC text of one length, booleans 0 or 1. */
export interface UserRow {
  id: string
  email: string
  email_canonical: string
  display_name: string
  name_canonical: string
  role: 'user' | 'helpdesk' | 'admin'
  status: 'invited' | 'active' | 'disabled'
  user_handle: string
  created_at: string
  last_sign_in_at: string | null
  active_passkeys: number
  /** The one model of all the user's active passkeys; null where they have none, or several. */
  sole_model: string | null
  risk: '' | 'one-device-bound-no-codes'
  /** `2026-05-04`, or empty where they never signed in. */
  last_used_day: string
}

/** An authenticator model, and how much it is in use; kept by `keepingCount`. */
export interface ModelRow {
  aaguid: string
  /** As an administrator named it. */
  name: string | null
  active: number
  synced: number
  suspended: number
  users: number
  sole_users: number
  last_used_day: string
}

export interface PasskeyRow {
  id: string
  user_id: string
  credential_id: string
  /** COSE key as base64url; null once revoked. */
  public_key: string | null
  algorithm: number
  sign_count: number
  transports: string
  backup_eligible: number
  backed_up: number
  uv_initialized: number
  discoverable: number | null
  aaguid: string
  attestation_format: string
  attested: number
  rp_id: string
  name: string
  created_at: string
  created_address: string
  created_client: string
  created_computer: string | null
  /** When it last was a sign-in by itself. */
  signed_in_at: string | null
  last_used_at: string | null
  last_used_address: string | null
  last_used_client: string | null
  last_used_computer: string | null
  status: 'active' | 'suspended' | 'revoked'
  suspended_until: string | null
  revoked_at: string | null
  revoked_by: string | null
  reason: string | null
  ticket: string | null
}

export interface SessionRow {
  id: string
  token_hash: string
  user_id: string
  kind: 'full' | 'pending' | 'enrolment'
  method: string
  passkey_id: string | null
  created_at: string
  last_seen_at: string
  ends_at: string
  fresh_until: string | null
  fresh_method: string | null
  address: string
  client: string
  computer: string | null
  ended_at: string | null
  end_reason: string | null
  /** While this lies ahead a first factor has been proven in this session, and a second step is waited for. */
  step_until: string | null
  /** Second steps tried since then. */
  step_tries: number
  /** The passkey that last made it fresh, where that is not the one that opened it. */
  fresh_passkey_id: string | null
}

export interface InvitationRow {
  id: string
  user_id: string
  token_hash: string
  created_at: string
  created_by: string
  expires_at: string
  accepted_at: string | null
  voided_at: string | null
}

export interface BackupCodeRow {
  id: string
  user_id: string
  code_hash: string
  created_at: string
  used_at: string | null
}

export interface TemporaryPassRow {
  id: string
  user_id: string
  pass_hash: string
  created_at: string
  created_by: string
  expires_at: string
  used_at: string | null
  voided_at: string | null
  wrong_tries: number
}

/** One sign-in handed over to the desktop app. */
export interface HandOffRow {
  id: string
  code_hash: string
  user_id: string
  /** The session that allowed it: without it the code is worth nothing. */
  session_id: string
  passkey_id: string | null
  method: string
  /** When whoever allowed it had signed in: the new session's day runs from there. */
  authenticated_at: string
  challenge: string
  redirect_uri: string
  state_hash: string
  /** The session was made only for this, and ends with it. */
  ends_session: number
  created_at: string
  expires_at: string
  redeemed_at: string | null
  voided_at: string | null
  opened_session_id: string | null
}

export interface ApiTokenRow {
  id: string
  name: string
  token_hash: string
  /** The last characters of the secret. */
  ending: string
  /** Separated by spaces. */
  permissions: string
  created_at: string
  created_by: string
  expires_at: string
  last_used_at: string | null
  last_used_address: string | null
  revoked_at: string | null
}

export interface PasswordRow {
  user_id: string
  /** argon2id, with its own parameters and salt. */
  hash: string
  changed_at: string
}

export interface TotpRow {
  user_id: string
  /** Sealed: whoever has the database alone cannot make codes. */
  secret: string
  created_at: string
  /** The time step (RFC 6238) of the last code that was accepted: it and those before are void. */
  last_step: number
}

/** A secret shown to one session, until a code proves that an app has it. */
export interface TotpSetupRow {
  session_id: string
  secret: string
  expires_at: string
}

export interface SpentChallengeRow {
  challenge: string
  expires_at: string
}

/** One row a rule: locked first by every act that could break it. `value` is what the rule remembers, if anything. */
export interface GuardRow {
  name: 'working-administrator' | 'challenge-watermark' | 'audit-sealer' | 'relying-party'
  value: string
}

/** Failed attempts of one source or account within one window: rate-limiter-flexible's. */
export interface ThrottleRow {
  key: string
  points: number
  /** Milliseconds since 1970. */
  expire: number
}

declare module 'knex/types/tables.js' {
  interface Tables {
    users: UserRow
    passkeys: PasskeyRow
    models: ModelRow
    model_revocations: ModelRevocationRow
    model_revocation_results: ModelRevocationResultRow
    sessions: SessionRow
    invitations: InvitationRow
    backup_codes: BackupCodeRow
    temporary_passes: TemporaryPassRow
    hand_offs: HandOffRow
    api_tokens: ApiTokenRow
    passwords: PasswordRow
    totps: TotpRow
    totp_setups: TotpSetupRow
    spent_challenges: SpentChallengeRow
    guards: GuardRow
    audit: AuditRow
    audit_seals: AuditSealRow
    failure_counts: FailureCountRow
    throttles: ThrottleRow
    outbox: OutboxRow
    news: NewsRow
    instances: InstanceRow
    open_streams: OpenStreamRow
  }
}
