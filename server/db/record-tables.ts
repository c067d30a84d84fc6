/** One act, with names as they were then. Never changed, never removed. */
export interface AuditRow {
  seq: number
  at: string
  action: string
  actor_id: string | null
  actor_name: string | null
  actor_role: string | null
  target_id: string | null
  target_name: string | null
  passkey_id: string | null
  passkey_name: string | null
  session_id: string | null
  reason: string | null
  ticket: string | null
  address: string | null
  client: string | null
  count: number | null
  token_id: string | null
  token_name: string | null
}

/** One entry's place in the chain over the record. */
export interface AuditSealRow {
  position: number
  seq: number
  /** Every entry up to this `seq` has its place by the end of the batch this one was sealed in. */
  settled: number
  /** HMAC-SHA-256 as base64url. */
  seal: string
}

/** Failures counted by whom they concern (`user:<id>`) or where they come from (`source:<address>`), reason and hour. */
export interface FailureCountRow {
  scope: string
  reason: string
  hour: string
  count: number
  reported: number
}

/** One e-mail to one person. */
export interface OutboxRow {
  seq: number
  /** One id for all the mails about one act. */
  notice: string
  kind: string
  /** JSON. */
  facts: string
  /** What the recipient is to it: whose account it is, or who watches over such acts. */
  role: 'owner' | 'watcher'
  address: string
  created_at: string
  /** When it is to be tried; while somebody tries, when another may. */
  due_at: string
  /** How often it was tried in vain. */
  tries: number
  status: 'waiting' | 'sent' | 'given-up'
}

/** A bulk revocation of a model: an order, and how far it has been carried out. */
export interface ModelRevocationRow {
  id: string
  aaguid: string
  model_name: string
  /** It is about passkeys registered before this moment. */
  created_before: string
  reason: string
  ticket: string | null
  locked_out: 'skip' | 'revoke'
  status: 'running' | 'paused' | 'done' | 'cancelled'
  created_at: string
  created_by: string
  created_by_name: string
  /** Who set it going last, and from where: in their name it goes on. */
  run_by: string
  run_by_name: string
  run_by_address: string
  run_by_client: string
  /** The API token it was set going with, if by one. */
  run_by_token: string | null
  run_by_token_name: string | null
  total: number
  revoked: number
  skipped: number
  sessions_ended: number
  /** Users are taken in the order of their ids; up to this one all are done. */
  position: string
  /** Null while it is running or paused. */
  finished_at: string | null
  /** The process that works on it, and until when nobody else may. */
  leased_by: string | null
  leased_until: string | null
}

/** What a bulk revocation did with one passkey, with names as they were. */
export interface ModelRevocationResultRow {
  job_id: string
  is_revoked: 0 | 1
  user_id: string
  passkey_id: string
  passkey_name: string
  user_name: string
  user_email: string
  outcome: 'revoked' | 'skipped-locked-out' | 'skipped-own'
  sessions_ended: number
  at: string
}
