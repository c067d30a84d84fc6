import { CircleX, Clock, KeySquare } from 'lucide-react'
import type { ApiToken } from '../../../shared/contract/tokens.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Time } from '../../components/time.tsx'
import { permissionWords } from '../../lib/permission-words.ts'

interface Props {
  token: ApiToken
  onRevoke: () => void
}

/** One token: what it may do, whose it is, until when, and when it was last used from where. */
export function TokenLine({ token, onRevoke }: Props) {
  const { name, permissions, ending, status, createdAt, createdBy } = token
  return (
    <li className="line token">
      <KeySquare size={20} strokeWidth={1.75} aria-hidden />
      <div className="line__text">
        <div className="token__heading">
          <strong>{name}</strong>
          <code>…{ending}</code>
          {status === 'revoked' && (
            <Badge tone="danger" icon={CircleX}>
              Revoked
            </Badge>
          )}
          {status === 'expired' && <Badge icon={Clock}>Expired</Badge>}
        </div>
        <ul className="token__permissions" aria-label={`What ${name} may do`}>
          {permissions.map((each) => (
            <li key={each}>{permissionWords[each]}</li>
          ))}
        </ul>
        <div className="token__facts">
          <span>
            Created <Time at={createdAt} /> by {createdBy.displayName}
          </span>
          <Ending token={token} />
          <LastUse token={token} />
        </div>
      </div>
      {status === 'active' && (
        <Button aria-label={`Revoke ${name}`} onPress={onRevoke}>
          Revoke
        </Button>
      )}
    </li>
  )
}

function Ending({ token: { status, expiresAt, revokedAt } }: Pick<Props, 'token'>) {
  if (revokedAt !== null)
    return (
      <span>
        Revoked <Time at={revokedAt} />
      </span>
    )
  return (
    <span>
      {status === 'expired' ? 'Expired' : 'Expires'} <Time at={expiresAt} />
    </span>
  )
}

function LastUse({ token: { lastUsedAt, lastUsedFrom } }: Pick<Props, 'token'>) {
  if (lastUsedAt === null) return <span>Never used</span>
  return (
    <span>
      Last used <Time at={lastUsedAt} />
      {lastUsedFrom !== null && ` from ${lastUsedFrom}`}
    </span>
  )
}
