import type { Passkey } from '../../../shared/contract/passkey.ts'
import type { User } from '../../../shared/contract/user.ts'
import { useUserProfile, type Profile } from '../../stores/user-profile.ts'
import { DisableDialog } from './disable-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { EnableDialog } from './enable-dialog.tsx'
import { EndSessionsDialog } from './end-sessions-dialog.tsx'
import { LostDeviceDialog } from './lost-device-dialog.tsx'
import { PassDialog } from './pass-dialog.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { SuspendDialog } from './suspend-dialog.tsx'

/** The act somebody is about to do. */
export type Intent =
  | { act: 'lose-device' | 'issue-pass' | 'edit' | 'disable' | 'enable' | 'end-sessions' }
  | { act: 'revoke' | 'suspend' | 'restore'; passkey: Passkey }

interface Ends {
  onClose: () => void
  /** What the act did, in words. */
  onDone: (result: string) => void
}

interface Props extends Ends {
  profile: Profile
  intent: Intent
  mayIssue: boolean
}

const ofPasskey = { revoke: RevokeDialog, suspend: SuspendDialog, restore: RestoreDialog }

/** The dialog of one act. */
export function ProfileDialog({ profile, intent, mayIssue, ...ends }: Props) {
  const { user } = profile
  if ('passkey' in intent) {
    const Dialog = ofPasskey[intent.act]
    return <Dialog user={user} passkey={intent.passkey} {...ends} />
  }
  switch (intent.act) {
    case 'lose-device':
      return <LostDevice profile={profile} mayIssue={mayIssue} onClose={ends.onClose} />
    case 'issue-pass':
      return <PassDialog user={user} onClose={ends.onClose} />
    case 'edit':
      return <EditDialog user={user} {...ends} />
    case 'disable':
      return <DisableDialog user={user} {...ends} />
    case 'enable':
      return <EnableDialog user={user} {...ends} />
    case 'end-sessions':
      return <EndSessions user={user} {...ends} />
  }
}

const useOpenSessions = () =>
  useUserProfile(({ sessions }) => (sessions.status === 'ready' ? sessions.value.length : 0))

function EndSessions(props: Ends & { user: User }) {
  return <EndSessionsDialog {...props} open={useOpenSessions()} />
}

function LostDevice(props: Pick<Props, 'profile' | 'mayIssue' | 'onClose'>) {
  const passkeys = useUserProfile((store) => store.passkeys)
  const all = passkeys.status === 'ready' ? passkeys.value : []
  const working = all.filter(({ status }) => status !== 'revoked')
  return <LostDeviceDialog {...props} passkeys={working} openSessions={useOpenSessions()} />
}
