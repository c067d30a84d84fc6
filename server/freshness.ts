import type { Method, Session } from './session.ts'

/** How long a proof counts as fresh: 5 minutes. */
export const freshFor = 5 * 60_000

/** 2: a passkey with user verification. 1: a completed sign-in of two factors. 0: none within five minutes. */
export function freshLevel(
  { freshUntil, freshMethod }: Pick<Session, 'freshUntil' | 'freshMethod'>,
  now: Date,
): 0 | 1 | 2 {
  if (!freshUntil || !freshMethod || freshUntil <= now) return 0
  return levelOf[freshMethod]
}

const levelOf: Record<Method, 0 | 1 | 2> = {
  passkey: 2,
  setup: 2,
  invitation: 2,
  'backup-code': 2,
  'temporary-pass': 2,
}
