const minute = 60
const day = 24 * 60 * minute

interface Limit {
  /** Its part of the keys in the database. */
  name: string
  /** Failures within the window; the next try is refused until the window ends. */
  points: number
  /** Seconds, from the first failure. */
  duration: number
}

/**
 * Of one account: room for mistakes, none for guessing. Fifty tries a day at the codes of an authenticator app, three of
 * which are right at a time, take eighteen years; NIST SP 800-63B-4, 3.2.2, allows a hundred failures in a row.
 */
export const accountLimits: readonly Limit[] = [
  { name: 'account-quarter', points: 10, duration: 15 * minute },
  { name: 'account-day', points: 50, duration: day },
]

/** Of one source: an office shares an address, and passkeys are not refused by it. */
export const sourceLimit: Limit = { name: 'source', points: 100, duration: 15 * minute }

/** Of one source, whatever it tries: what no office does, and what bounds the challenges that can be spent in vain. */
export const floodLimit: Limit = { name: 'flood', points: 600, duration: minute }

/** Seconds no window outlasts. */
export const longestWindow = day
