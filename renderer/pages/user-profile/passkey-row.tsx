import type { Passkey } from '../../../shared/contract/passkey.ts'
import { BackupBadge, PasskeyIcon, SuspendedBadge } from '../../components/passkey-badges.tsx'
import { Time } from '../../components/time.tsx'
import { momentOf } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { PasskeyActs } from './passkey-acts.tsx'
import type { Intent } from './profile-dialogs.tsx'
import type { Reach } from './reach.ts'

interface Props {
  passkey: Passkey
  reach: Reach
  onIntent: (intent: Intent) => void
}

/** One passkey that is not revoked: what it is, whether it works, when it was used, and what can be done with it. */
export function PasskeyRow({ passkey, reach, onIntent }: Props) {
  const { name, model, backup, status, suspendedUntil, createdAt, lastUsedAt } = passkey
  const now = useNow()
  return (
    <tr>
      <th scope="row">
        <span className="facts__name">
          <PasskeyIcon passkey={passkey} />
          <span>
            {name}
            {!name.startsWith(model.name) && <small>{model.name}</small>}
          </span>
        </span>
      </th>
      <td>
        <span className="facts__badges">
          <BackupBadge backup={backup} />
          {status === 'suspended' && <SuspendedBadge />}
        </span>
        {suspendedUntil !== null && <small>Until {momentOf(suspendedUntil, now)}, then revoked</small>}
      </td>
      <td className="facts__aside">
        <Time at={createdAt} />
      </td>
      <td>{lastUsedAt === null ? 'Not yet' : <Time at={lastUsedAt} />}</td>
      {(reach.mayRevoke || reach.maySuspend) && (
        <td className="facts__acts">
          <PasskeyActs passkey={passkey} reach={reach} onIntent={onIntent} />
        </td>
      )}
    </tr>
  )
}
