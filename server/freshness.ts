import type { Method, Session } from './session.ts'

/** How long a proof counts as fresh: 5 minutes. */
export const freshFor = 5 * 60_000

/** 2: a passkey with user verification, or a backup code. 1: another second step. 0: neither within five minutes. */
export function freshLevel(
  { freshUntil, freshMethod }: Pick<Session, 'freshUntil' | 'freshMethod'>,
  now: Date,
): 0 | 1 | 2 {
  if (!freshUntil || !freshMethod || freshUntil <= now) return 0
  return levelOf[freshMethod]
}

/** What a proof by each method is worth while it is fresh. */
export const levelOf: Readonly<Record<Method, 0 | 1 | 2>> = {
  passkey: 2,
  setup: 2,
  invitation: 2,
  'backup-code': 2,
  'temporary-pass': 2,
  password: 0,
  'copied-passkey': 0,
  'password+totp': 1,
  'password+security-key': 1,
  'password+backup-code': 2,
  'copied-passkey+totp': 1,
  'copied-passkey+security-key': 1,
  'copied-passkey+backup-code': 2,
}

/** The method of that name. Throws for any other text: the database holds what no version has written. */
export function methodOf(text: string): Method {
  if (!isMethod(text)) throw new Error(`A session was opened by an unknown method: ${text}`)
  return text
}

const isMethod = (text: string): text is Method => Object.hasOwn(levelOf, text)
