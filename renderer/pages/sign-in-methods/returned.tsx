import type { Methods } from '../../../shared/contract/methods.ts'
import { Notice } from '../../components/notice.tsx'
import { Time } from '../../components/time.tsx'
import { count } from '../../lib/format.ts'
import { useJoining } from '../../stores/joining.ts'

/** After coming back: whoever had the lost device may have added a way in of their own. */
export function Returned({ methods }: { methods: Methods }) {
  const { isReturning, setReturning } = useJoining()
  if (!isReturning) return null
  const { passkeys, password, totp } = methods
  return (
    <Notice tone="attention" title="Are all of these yours?" onDismiss={() => setReturning(false)}>
      Revoke or remove any you do not recognise.
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
      </ul>
    </Notice>
  )
}
