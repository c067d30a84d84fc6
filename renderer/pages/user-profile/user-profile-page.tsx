import { ChevronLeft } from 'lucide-react'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { Card } from '../../components/card.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { subscribe } from '../../stores/live.ts'
import { useUserProfile } from '../../stores/user-profile.ts'
import { NotFound } from './not-found.tsx'
import { ProfileView } from './profile-view.tsx'
import './user-profile.css'

/** Console > Users > (user): everything about one person's ways in, and the acts of the help desk. */
export function UserProfilePage() {
  const { id = '' } = useParams()
  const { profile, load, reload } = useUserProfile()
  useEffect(() => void load(id), [id, load])
  useEffect(() => {
    const stopPasskeys = subscribe('passkeys.changed', (event) => {
      if (event === null || event.userId === id) void reload()
    })
    const stopUsers = subscribe('users.changed', () => void reload())
    return () => {
      stopPasskeys()
      stopUsers()
    }
  }, [id, reload])
  return (
    <div className="page profile">
      <Link to="/users" className="profile__back">
        <ChevronLeft size={16} aria-hidden />
        Users
      </Link>
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
