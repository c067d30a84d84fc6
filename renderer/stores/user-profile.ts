import { create } from 'zustand'
import type { ActivityEntry } from '../../shared/contract/activity.ts'
import type { ResponseOf } from '../../shared/contract/endpoint.ts'
import type { Passkey } from '../../shared/contract/passkey.ts'
import type { SessionView } from '../../shared/contract/session.ts'
import {
  forecast,
  getUser,
  inviteAgain,
  issueTemporaryPass,
  listUserActivity,
  listUserPasskeys,
  listUserSessions,
  revokeUserPasskey,
  withdrawInvitation,
  withdrawTemporaryPass,
  type Invitation,
} from '../../shared/contract/users.ts'
import { ApiError, call, describeFailure } from '../api/client.ts'
import { act } from './freshness.ts'
import { settle, type Remote } from './remote.ts'

export type Profile = ResponseOf<typeof getUser>
export type Forecast = ResponseOf<typeof forecast>
export type TemporaryPass = ResponseOf<typeof issueTemporaryPass>

/** Why something is done to somebody, for the record. */
export interface Why {
  reason: string
  ticket?: string
}

interface Activity {
  items: ActivityEntry[]
  next: string | null
}

interface Parts {
  /** `missing`: there is no such person, or no longer. */
  profile: Remote<Profile> | { status: 'missing' }
  passkeys: Remote<Passkey[]>
  sessions: Remote<SessionView[]>
  activity: Remote<Activity>
}

interface UserProfileStore extends Parts {
  userId: string
  load: (userId: string) => Promise<void>
  /** Asks anew for the person shown, who stays until the answer is there. */
  reload: () => Promise<void>
  loadMoreActivity: () => Promise<void>
  /** What they could still sign in with. Changes nothing. */
  forecast: (passkeyId: string) => Promise<Forecast>
  /** Revokes and answers how many sessions ended with it. */
  revoke: (passkeyId: string, why: Why) => Promise<number>
  invite: () => Promise<Invitation>
  withdraw: () => Promise<void>
  /** Issues a pass, told this once; those before are void. */
  issuePass: (minutes: number, why: Why) => Promise<TemporaryPass>
  withdrawPass: () => Promise<void>
}

const loading: Parts = {
  profile: { status: 'loading' },
  passkeys: { status: 'loading' },
  sessions: { status: 'loading' },
  activity: { status: 'loading' },
}

async function askProfile(id: string): Promise<Parts['profile']> {
  try {
    return { status: 'ready', value: await call(getUser, { params: { id } }) }
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not-found') return { status: 'missing' }
    return { status: 'failed', message: describeFailure(error) }
  }
}

async function ask(id: string): Promise<Parts> {
  const params = { id }
  const [profile, passkeys, sessions, activity] = await Promise.all([
    askProfile(id),
    settle(call(listUserPasskeys, { params }).then(({ items }) => items)),
    settle(call(listUserSessions, { params }).then(({ items }) => items)),
    settle(call(listUserActivity, { params, query: { limit: 20 } })),
  ])
  return { profile, passkeys, sessions, activity }
}

export const useUserProfile = create<UserProfileStore>()((set, get) => ({
  userId: '',
  ...loading,
  load: async (userId) => {
    set({ userId, ...loading })
    const parts = await ask(userId)
    // A slow answer about a person the page has since left is dropped.
    if (get().userId === userId) set(parts)
  },
  reload: async () => {
    const { userId } = get()
    const parts = await ask(userId)
    // A reload that failed takes nothing away from what is on the page.
    if (get().userId === userId && parts.profile.status !== 'failed') set(parts)
  },
  loadMoreActivity: async () => {
    const { userId, activity } = get()
    if (activity.status !== 'ready' || activity.value.next === null) return
    const query = { limit: 50, cursor: activity.value.next }
    const { items, next } = await call(listUserActivity, { params: { id: userId }, query })
    if (get().activity !== activity) return
    set({ activity: { status: 'ready', value: { items: [...activity.value.items, ...items], next } } })
  },
  forecast: (passkeyId) =>
    call(forecast, { params: { id: get().userId }, body: { passkeyIds: [passkeyId] } }),
  revoke: async (pid, why) => {
    const { userId } = get()
    const { sessionsEnded } = await act(revokeUserPasskey, { params: { id: userId, pid }, body: why })
    await get().reload()
    return sessionsEnded
  },
  invite: async () => {
    const { invitation } = await act(inviteAgain, { params: { id: get().userId } })
    void get().reload()
    return invitation
  },
  withdraw: async () => {
    await act(withdrawInvitation, { params: { id: get().userId } })
    await get().reload()
  },
  issuePass: async (minutes, why) => {
    const pass = await act(issueTemporaryPass, { params: { id: get().userId }, body: { minutes, ...why } })
    void get().reload()
    return pass
  },
  withdrawPass: async () => {
    await act(withdrawTemporaryPass, { params: { id: get().userId } })
    await get().reload()
  },
}))
