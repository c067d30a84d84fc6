import type { Passkey } from '../../../shared/contract/passkey.ts'
import type { User } from '../../../shared/contract/user.ts'
import { count } from '../../lib/format.ts'
import { revoke } from '../../stores/user-acts.ts'
import { ForecastWords } from './forecast-words.tsx'
import { useForecast } from './use-forecast.ts'
import { WhyDialog } from './why-dialog.tsx'

interface Props {
  user: User
  passkey: Passkey
  onClose: () => void
  onDone: (result: string) => void
}

/** Revokes somebody's passkey: why, what they are left with, how many sessions end; then the act. */
export function RevokeDialog({ user, passkey, ...rest }: Props) {
  const expected = useForecast([passkey.id])
  return (
    <WhyDialog
      {...rest}
      title={`Revoke ${passkey.name} of ${user.displayName}?`}
      act="Revoke passkey"
      run={async (why) =>
        `${passkey.name} is revoked, ${count(await revoke(passkey.id, why), 'session')} ended.`
      }
    >
      <ForecastWords expected={expected} />
      <p className="quiet">
        Its key is erased here at once and it can never sign in again. Revoking cannot be undone; the copy on
        the device stays there, of no use.
      </p>
    </WhyDialog>
  )
}
