import type { Methods } from '../../../shared/contract/methods.ts'
import { Notice } from '../../components/notice.tsx'
import { Time } from '../../components/time.tsx'
import { count } from '../../lib/format.ts'
import { useJoining } from '../../stores/joining.ts'

/** After coming back: whoever had the lost device may have added a way in of their own. */
export function Returned({ methods }: { methods: Methods }) {
  const { isReturning, setReturning } = useJoining()
  if (!isReturning) return null
  const { passkeys, password, totp, backupCodes } = methods
  return (
    <Notice tone="attention" title="Are all of these yours?" onDismiss={() => setReturning(false)}>
      Revoke, remove or replace any you do not recognise.
      <ul className="returned">
        <li>{count(passkeys.length, 'passkey')}, listed below</li>
        {password.changedAt !== null && (
          <li>
            A password, last changed <Time at={password.changedAt} />
          </li>
        )}
        {totp.createdAt !== null && (
          <li>
            An authenticator app, set up <Time at={totp.createdAt} />
          </li>
        )}
        {backupCodes.createdAt !== null && backupCodes.remaining > 0 && (
          <li>
            {count(backupCodes.remaining, 'backup code')} left, made <Time at={backupCodes.createdAt} />
          </li>
        )}
      </ul>
    </Notice>
  )
}
