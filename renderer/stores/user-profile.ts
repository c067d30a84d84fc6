import { create } from 'zustand'
import type { ActivityEntry } from '../../shared/contract/activity.ts'
import type { ResponseOf } from '../../shared/contract/endpoint.ts'
import type { Passkey } from '../../shared/contract/passkey.ts'
import type { SessionView } from '../../shared/contract/session.ts'
import { getUser, listUserActivity, listUserPasskeys, listUserSessions } from '../../shared/contract/users.ts'
import { ApiError, call, describeFailure } from '../api/client.ts'
import { firstOf } from './paged.ts'
import { settle, type Remote } from './remote.ts'
import { useSession } from './session.ts'

export type Profile = ResponseOf<typeof getUser>

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
  /** Asks anew for the person shown, and as much of their record, which stay until the answer is there. */
  reload: () => Promise<void>
  loadMoreActivity: () => Promise<void>
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

const few = 20
const most = 200
// More passkeys, with all that were revoked, than anybody comes to have.
const all = 2000

async function ask(id: string, entries: number): Promise<Parts> {
  const params = { id }
  const [profile, passkeys, sessions, activity] = await Promise.all([
    askProfile(id),
    settle(firstOf(all, (query) => call(listUserPasskeys, { params, query })).then(({ items }) => items)),
    settle(firstOf(all, (query) => call(listUserSessions, { params, query })).then(({ items }) => items)),
    settle(call(listUserActivity, { params, query: { limit: entries } })),
  ])
  return { profile, passkeys, sessions, activity }
}

export const useUserProfile = create<UserProfileStore>()((set, get) => ({
  userId: '',
  ...loading,
  load: async (userId) => {
    set({ userId, ...loading })
    const parts = await ask(userId, few)
    // A slow answer about a person the page has since left is dropped.
    if (get().userId === userId) set(parts)
  },
  reload: async () => {
    const { userId, activity } = get()
    const shown = activity.status === 'ready' ? activity.value.items.length : 0
    const parts = await ask(userId, Math.min(Math.max(few, shown), most))
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
}))

// The next person at this computer is not to see what the last one had.
useSession.subscribe(({ state }) => {
  if (state.status === 'signed-out') useUserProfile.setState({ userId: '', ...loading })
})
