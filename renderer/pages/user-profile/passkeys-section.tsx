import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Card } from '../../components/card.tsx'
import { Section } from '../../components/page.tsx'
import { useUserProfile } from '../../stores/user-profile.ts'
import { History } from './history.tsx'
import { PasskeyRow } from './passkey-row.tsx'
import type { Intent } from './profile-dialogs.tsx'
import type { Reach } from './reach.ts'
import { Waited } from './waited.tsx'

interface Props {
  reach: Reach
  onIntent: (intent: Intent) => void
}

/** The passkeys that work or could again, and folded beneath them those that no longer do. */
export function PasskeysSection(props: Props) {
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
            <PasskeyTable {...props} passkeys={working} />
          )}
        </Card>
        {revoked.length > 0 && <History passkeys={revoked} />}
      </Waited>
    </Section>
  )
}

function PasskeyTable({ passkeys, reach, onIntent }: Props & { passkeys: Passkey[] }) {
  const hasActs = reach.mayRevoke || reach.maySuspend
  return (
    <table className="facts">
      <thead>
        <tr>
          <th>Name</th>
          <th>Synced?</th>
          <th className="facts__aside">Created</th>
          <th>Last used</th>
          {hasActs && (
            <th>
              <span className="unseen">Acts</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} reach={reach} onIntent={onIntent} />
        ))}
      </tbody>
    </table>
  )
}
