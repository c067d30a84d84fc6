import { useState } from 'react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import type { User } from '../../../shared/contract/user.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { loseDevice, type Lost } from '../../stores/user-acts.ts'
import type { Profile } from '../../stores/user-profile.ts'
import { LossForecast } from './loss-forecast.tsx'
import { LossOptions } from './loss-options.tsx'
import { LostPasskeys } from './lost-passkeys.tsx'
import { LostResult } from './lost-result.tsx'
import { useLoss, type LossForm } from './use-loss.ts'
import { useWhy, WhyFields } from './why-fields.tsx'

const reasons = ['Stolen', 'Lost', 'Left behind on the way', 'Replaced or broken'] as const

interface Props {
  profile: Profile
  /** Those that are not revoked. */
  passkeys: Passkey[]
  openSessions: number
  mayIssue: boolean
  onClose: () => void
}

/** A lost device as one act: what was lost and why, what is left to its owner, then the result in numbers. */
export function LostDeviceDialog(props: Props) {
  const { profile, passkeys, openSessions, mayIssue, onClose } = props
  const { user } = profile
  const why = useWhy()
  const loss = useLoss(passkeys, mayIssue)
  const [isTried, setTried] = useState(false)
  const [done, setDone] = useState<Lost | null>(null)
  const { isBusy, failure, attempt } = useAttempt()
  const confirm = () => {
    const given = why.check()
    setTried(true)
    if (given === null || loss.passkeyIds.length === 0) return
    attempt(async () => setDone(await loseDevice(loss.order(given))))
  }
  // Somebody else was quicker, and this very act is not the reason.
  const isTooLate = passkeys.length === 0 && !isBusy
  // One dialog for all of it: a second one would not know where the focus came from.
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={
        done === null
          ? `Revoke the lost device of ${user.displayName}?`
          : `The lost device of ${user.displayName} is revoked`
      }
      // Escape must not lose a pass.
      onClose={done?.temporaryPass ? () => undefined : onClose}
      actions={
        done !== null || isTooLate ? (
          <Button variant="primary" onPress={onClose}>
            {done === null ? 'Close' : 'Done'}
          </Button>
        ) : (
          <>
            <LossForecast user={user} loss={loss} openSessions={openSessions} />
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="danger" isBusy={isBusy} onPress={confirm}>
              Revoke and sign out
            </Button>
          </>
        )
      }
    >
      {done !== null ? (
        <LostResult user={user} lost={done} />
      ) : isTooLate ? (
        <TooLate user={user} />
      ) : (
        <>
          <WhyFields why={why} reasons={reasons} failure={failure} />
          <LossFields {...props} loss={loss} isTried={isTried} />
        </>
      )}
    </Dialog>
  )
}

/** What was lost, and what else is to be taken or given. */
function LossFields({ isTried, ...props }: Omit<Props, 'onClose'> & { loss: LossForm; isTried: boolean }) {
  const { profile, passkeys, loss } = props
  return (
    <>
      <LostPasskeys passkeys={passkeys} loss={loss} isMissing={isTried && loss.passkeyIds.length === 0} />
      <LossOptions {...props} />
      <p className="quiet">
        Their keys are erased at once and for good, the desktops they opened are signed out, and{' '}
        {profile.user.displayName} is told by mail.
      </p>
    </>
  )
}

function TooLate({ user }: { user: User }) {
  return (
    <Notice tone="attention" title="There is nothing left to revoke">
      Somebody else has just revoked every passkey of {user.displayName}. Who and why stands under Activity.
    </Notice>
  )
}
