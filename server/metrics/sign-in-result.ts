import { z } from 'zod'

/** What each route proves, by its template below `/api`. */
const methods = new Map([
  ['/api/sign-in/passkey/finish', 'passkey'],
  ['/api/sign-in/password', 'password'],
  ['/api/sign-in/totp', 'totp'],
  ['/api/sign-in/backup-code', 'backup-code'],
  ['/api/sign-in/security-key/finish', 'security-key'],
  ['/api/sign-in/recover', 'recovery'],
  ['/api/sign-in/temporary-pass', 'temporary-pass'],
  ['/api/invitations/accept', 'invitation'],
  ['/api/hand-off/redeem', 'hand-off'],
])

const half = z.object({ next: z.object({ done: z.literal(false) }) })

/** What an answer means for signing in; null where its route is about something else. */
export function signInResult(
  route: string,
  status: number,
  body: unknown,
): { method: string; result: string } | null {
  const method = methods.get(route)
  return method === undefined ? null : { method, result: resultOf(status, body) }
}

function resultOf(status: number, body: unknown): string {
  if (status < 300) return half.safeParse(body).success ? 'half' : 'succeeded'
  if (status === 429) return 'throttled'
  return status < 500 ? 'refused' : 'failed'
}
