import { useMay } from '../../stores/session.ts'
import type { Profile } from '../../stores/user-profile.ts'

/** Which acts the asking person may do to this one. */
export interface Reach {
  mayRevoke: boolean
  maySuspend: boolean
  mayIssue: boolean
  mayEnd: boolean
  mayChange: boolean
}

export function useReach({ user, mayAct }: Profile): Reach {
  const mayRevoke = useMay('passkeys.revoke') && mayAct
  const maySuspend = useMay('passkeys.suspend') && mayAct
  const mayIssue = useMay('temporary-pass.issue') && mayAct && user.status !== 'disabled'
  const mayEnd = useMay('sessions.end') && mayAct
  const mayChange = useMay('users.write') && mayAct
  return { mayRevoke, maySuspend, mayIssue, mayEnd, mayChange }
}
