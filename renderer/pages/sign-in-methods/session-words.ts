import type { Passkey } from '../../../shared/contract/passkey.ts'
import { count } from '../../lib/format.ts'

/** Which sessions end with a passkey. */
export function sessionWords({ openSessions, current }: Passkey): string {
  if (!current) {
    return openSessions === 0
      ? 'No session is open with it.'
      : `${count(openSessions, 'session')} it opened will end.`
  }
  const elsewhere = openSessions - 1
  return elsewhere > 0
    ? `You are signed out here, and ${count(elsewhere, 'more session', 'more sessions')} it opened will end.`
    : 'You are signed out here, because this session was opened with it.'
}
