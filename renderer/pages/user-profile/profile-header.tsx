import { Ticket } from 'lucide-react'
import { Avatar } from '../../components/avatar.tsx'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Time } from '../../components/time.tsx'
import { StatusBadge } from '../../components/user-badges.tsx'
import { roleIcons, roleWords } from '../../lib/user-words.ts'
import type { Profile } from '../../stores/user-profile.ts'
import { InviteAgain } from './invite-again.tsx'

interface Props {
  profile: Profile
  /** Left out where the asking person may not issue a temporary pass. */
  onIssue: (() => void) | undefined
}

/** Who this is, at a glance, and the act that is most likely wanted. */
export function ProfileHeader({ profile, onIssue }: Props) {
  const { user } = profile
  const isStranded = user.status === 'active' && user.passkeys.active === 0
  return (
    <header className="page__head">
      <title>{`${user.displayName} · WeftID`}</title>
      <div className="profile__who">
        <Avatar name={user.displayName} size="large" />
        <div className="profile__lines">
          <div className="profile__line">
            <h1>{user.displayName}</h1>
            <Badge icon={roleIcons[user.role]}>{roleWords[user.role]}</Badge>
            <StatusBadge status={user.status} />
          </div>
          <div className="profile__line quiet">
            <span className="profile__email">{user.email}</span>
            <CopyButton text={user.email} variant="quiet" label="Copy e-mail" />
          </div>
          <p className="profile__facts">
            <span>
              {user.status === 'invited' ? 'Added' : 'Joined'} <Time at={user.createdAt} />
            </span>
            <span>
              {user.lastSignInAt === null ? (
                'Never signed in'
              ) : (
                <>
                  Last sign-in <Time at={user.lastSignInAt} />
                </>
              )}
            </span>
          </p>
        </div>
      </div>
      <div className="page__action">
        {onIssue && (
          <Button variant={isStranded ? 'primary' : 'secondary'} icon={Ticket} onPress={onIssue}>
            Issue a temporary pass
          </Button>
        )}
        <InviteAgain profile={profile} />
      </div>
    </header>
  )
}
