/** One piece of news for open streams. PostgreSQL only, like what follows. */
export interface NewsRow {
  /** In the order of the commits. */
  seq: number
  at: string
  /** JSON, like the event. */
  audience: string
  event: string
}

/** A running server process. */
export interface InstanceRow {
  id: string
  seen_at: string
}

/** A session one or more streams of which an instance has open, or had until a moment ago. */
export interface OpenStreamRow {
  session_id: string
  instance: string
  left_at: string | null
}
