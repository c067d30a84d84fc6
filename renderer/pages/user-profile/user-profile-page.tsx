import { useEffect } from 'react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { BackLink } from '../../components/back-link.tsx'
import { Card } from '../../components/card.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { coalesced } from '../../lib/coalesce.ts'
import { useRouteState } from '../../lib/route-state.ts'
import { subscribe } from '../../stores/live.ts'
import { useUserProfile } from '../../stores/user-profile.ts'
import { NotFound } from './not-found.tsx'
import { ProfileView } from './profile-view.tsx'
import './dialogs.css'
import './user-profile.css'

const glance = 20_000
/** The list one came from, as its address says it. */
const from = z.object({ list: z.string() })

/** Console > Users > (user): everything about one person's ways in, and the acts of the help desk. */
export function UserProfilePage() {
  const { id = '' } = useParams()
  const list = useRouteState(from)?.list ?? ''
  const { profile, load, reload } = useUserProfile()
  useEffect(() => void load(id), [id, load])
  useEffect(() => {
    const refresh = coalesced(reload)
    const stopPasskeys = subscribe('passkeys.changed', (event) => {
      if (event === null || event.userId === id) refresh()
    })
    const stopUsers = subscribe('users.changed', refresh)
    // Nobody tells of a sign-in: whoever comes back while the caller is on the line is seen this way.
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh()
    }, glance)
    return () => {
      stopPasskeys()
      stopUsers()
      clearInterval(timer)
    }
  }, [id, reload])
  return (
    <div className="page profile">
      <BackLink to={`/users${list}`}>Users</BackLink>
      {profile.status === 'loading' && (
        <Card flush>
          <Loading what="the profile" rows={6} />
        </Card>
      )}
      {profile.status === 'failed' && <Failure message={profile.message} onRetry={() => void load(id)} />}
      {profile.status === 'missing' && <NotFound />}
      {profile.status === 'ready' && <ProfileView key={id} profile={profile.value} />}
    </div>
  )
}
