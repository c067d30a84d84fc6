import { CirclePause } from 'lucide-react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Section } from '../../components/page.tsx'
import { BackupBadge, PasskeyIcon } from '../../components/passkey-badges.tsx'
import { Time } from '../../components/time.tsx'
import { useUserProfile } from '../../stores/user-profile.ts'
import { History } from './history.tsx'
import { Waited } from './waited.tsx'

interface Props {
  /** Left out where the asking person may not revoke. */
  onRevoke: ((passkey: Passkey) => void) | undefined
}

/** The passkeys that work, and folded beneath them those that no longer do. */
export function PasskeysSection({ onRevoke }: Props) {
  const passkeys = useUserProfile((store) => store.passkeys)
  const all = passkeys.status === 'ready' ? passkeys.value : []
  const working = all.filter(({ status }) => status !== 'revoked')
  const revoked = all.filter(({ status }) => status === 'revoked')
  return (
    <Section title={working.length > 0 ? `Passkeys (${working.length})` : 'Passkeys'}>
      <Waited remote={passkeys} what="passkeys">
        <Card flush>
          {working.length === 0 ? (
            <p className="rows__row quiet">None that could sign in.</p>
          ) : (
            <PasskeyTable passkeys={working} onRevoke={onRevoke} />
          )}
        </Card>
        {revoked.length > 0 && <History passkeys={revoked} />}
      </Waited>
    </Section>
  )
}

function PasskeyTable({ passkeys, onRevoke }: Props & { passkeys: Passkey[] }) {
  return (
    <table className="facts">
      <thead>
        <tr>
          <th>Name</th>
          <th>Synced?</th>
          <th className="facts__aside">Created</th>
          <th>Last used</th>
          {onRevoke && (
            <th>
              <span className="unseen">Acts</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {passkeys.map((passkey) => (
          <tr key={passkey.id}>
            <th scope="row">
              <span className="facts__name">
                <PasskeyIcon passkey={passkey} />
                <span>
                  {passkey.name}
                  {!passkey.name.startsWith(passkey.model.name) && <small>{passkey.model.name}</small>}
                </span>
              </span>
            </th>
            <td>
              <span className="facts__badges">
                <BackupBadge backup={passkey.backup} />
                {passkey.status === 'suspended' && (
                  <Badge tone="attention" icon={CirclePause}>
                    Suspended
                  </Badge>
                )}
              </span>
            </td>
            <td className="facts__aside">
              <Time at={passkey.createdAt} />
            </td>
            <td>{passkey.lastUsedAt === null ? 'Not yet' : <Time at={passkey.lastUsedAt} />}</td>
            {onRevoke && (
              <td className="facts__acts">
                <Button aria-label={`Revoke ${passkey.name}`} onPress={() => onRevoke(passkey)}>
                  Revoke
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
