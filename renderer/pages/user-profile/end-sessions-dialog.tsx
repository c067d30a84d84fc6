import type { User } from '../../../shared/contract/user.ts'
import { Consequences } from '../../components/consequences.tsx'
import { count } from '../../lib/format.ts'
import { endSessions } from '../../stores/user-acts.ts'
import { WhyDialog } from './why-dialog.tsx'

interface Props {
  user: User
  open: number
  onClose: () => void
  onDone: (result: string) => void
}

/** Ends everything somebody has open, and leaves their ways in. */
export function EndSessionsDialog({ user, open, ...rest }: Props) {
  return (
    <WhyDialog
      {...rest}
      title={`End all sessions of ${user.displayName}?`}
      act="End all sessions"
      run={async (why) => `${sentence(count(await endSessions(why), 'session'))} ended.`}
    >
      <Consequences
        happens={`${open === 1 ? 'The one open session ends' : `All ${open} sessions end`} at once. Those desktops are signed out and say why.`}
        stays="All passkeys, codes and the password: they can sign in again right away."
        left="If a device is lost or stolen, use “Lost device” instead: it takes the passkey too."
      />
    </WhyDialog>
  )
}

const sentence = (words: string) => words.replace(/^n/, 'N')
