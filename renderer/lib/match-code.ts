import { matchCodeOf } from '../../shared/match-code.ts'

/** The two digits that belong to this state. */
export async function matchCodeFor(state: string): Promise<string> {
  return matchCodeOf(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(state)))
}
