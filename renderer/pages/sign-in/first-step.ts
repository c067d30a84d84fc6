import { canUsePasskeys } from '../../lib/passkey.ts'
import { rememberedAccount } from '../../stores/remembered.ts'

/** What the sign-in page asks for first: the password only where it was used last, or no passkey can be. */
export function firstStep(email: string, isPasswordAllowed: boolean): 'start' | 'password' {
  if (email === '' || !isPasswordAllowed) return 'start'
  return !canUsePasskeys() || rememberedAccount(email)?.way === 'password' ? 'password' : 'start'
}
