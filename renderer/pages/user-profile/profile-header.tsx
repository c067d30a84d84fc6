import { ShieldAlert, Ticket } from 'lucide-react'
import { Avatar } from '../../components/avatar.tsx'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Time } from '../../components/time.tsx'
import { StatusBadge } from '../../components/user-badges.tsx'
import { roleIcons, roleWords } from '../../lib/user-words.ts'
import type { Profile } from '../../stores/user-profile.ts'
import { InviteAgain } from './invite-again.tsx'
import type { Intent } from './profile-dialogs.tsx'
import { ProfileMenu } from './profile-menu.tsx'
import type { Reach } from './reach.ts'

interface Props {
  profile: Profile
  reach: Reach
  onIntent: (intent: Intent) => void
}

/** Who this is, at a glance, and the acts that are most likely wanted. */
export function ProfileHeader(props: Props) {
  const { user } = props.profile
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
      <Acts {...props} />
    </header>
  )
}

function Acts({ profile, reach, onIntent }: Props) {
  const { user, mayAct } = profile
  const { active, suspended } = user.passkeys
  const isStranded = user.status === 'active' && active === 0
  const hasDevice = active + suspended > 0
  return (
    <div className="profile__acts">
      <div className="page__action">
        {reach.mayRevoke && hasDevice && (
          <Button icon={ShieldAlert} onPress={() => onIntent({ act: 'lose-device' })}>
            Lost device
          </Button>
        )}
        {reach.mayIssue && (
          <Button
            variant={isStranded ? 'primary' : 'secondary'}
            icon={Ticket}
            onPress={() => onIntent({ act: 'issue-pass' })}
          >
            Issue a temporary pass
          </Button>
        )}
        <InviteAgain profile={profile} />
        {reach.mayChange && (
          <ProfileMenu
            user={user}
            onEdit={() => onIntent({ act: 'edit' })}
            onDisable={() => onIntent({ act: 'disable' })}
            onEnable={() => onIntent({ act: 'enable' })}
          />
        )}
      </div>
      {mayAct && !reach.mayChange && (
        <p className="quiet small">Editing and disabling accounts is for administrators.</p>
      )}
    </div>
  )
}
