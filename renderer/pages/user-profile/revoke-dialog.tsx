import { useEffect, useState } from 'react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import type { User } from '../../../shared/contract/user.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { count } from '../../lib/format.ts'
import { settle, type Remote } from '../../stores/remote.ts'
import { useUserProfile, type Forecast } from '../../stores/user-profile.ts'
import { ForecastWords } from './forecast-words.tsx'
import { useWhy, WhyFields } from './why-fields.tsx'

interface Props {
  user: User
  passkey: Passkey
  onClose: () => void
  onRevoked: (result: string) => void
}

/** Revokes somebody's passkey: why, what they are left with, how many sessions end; then the act. */
export function RevokeDialog({ user, passkey, onClose, onRevoked }: Props) {
  const { forecast, revoke } = useUserProfile()
  const { isBusy, failure, attempt } = useAttempt()
  const why = useWhy()
  const [expected, setExpected] = useState<Remote<Forecast>>({ status: 'loading' })
  useEffect(() => {
    void settle(forecast(passkey.id)).then(setExpected)
  }, [forecast, passkey.id])

  const confirm = () => {
    const given = why.check()
    if (given === null) return
    attempt(async () => {
      const ended = await revoke(passkey.id, given)
      onRevoked(`${passkey.name} is revoked, ${count(ended, 'session')} ended.`)
      onClose()
    })
  }
  return (
    <Dialog
      isOpen
      isDestructive
      wide
      title={`Revoke ${passkey.name} of ${user.displayName}?`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="danger" isBusy={isBusy} onPress={confirm}>
            Revoke passkey
          </Button>
        </>
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <WhyFields why={why} />
      <ForecastWords expected={expected} />
      <p className="quiet">
        Its key is erased here at once and it can never sign in again. Revoking cannot be undone; the copy on
        the device stays there, of no use.
      </p>
    </Dialog>
  )
}
