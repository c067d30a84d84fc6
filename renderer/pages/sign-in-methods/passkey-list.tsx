import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { Methods } from '../../../shared/contract/methods.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { PasskeyCard } from './passkey-card.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'

const lastTouched = ({ lastUsedAt, createdAt }: Passkey) => lastUsedAt ?? createdAt

interface Props {
  methods: Methods
  onRevoked: (result: string) => void
}

/** One card per passkey, the most recently used first. */
export function PasskeyList({ methods, onRevoked }: Props) {
  const [revoking, setRevoking] = useState<Passkey | null>(null)
  const passkeys = methods.passkeys.toSorted((a, b) => lastTouched(b).localeCompare(lastTouched(a)))
  if (passkeys.length === 0) {
    return (
      <Card flush>
        <Empty
          icon={KeyRound}
          title="No passkey yet"
          action={<LinkButton to="/register">Register your first passkey</LinkButton>}
        >
          A passkey signs you in with your fingerprint, face or PIN, and there is nothing to remember or to
          steal.
        </Empty>
      </Card>
    )
  }
  return (
    <>
      <ul className="own-passkeys">
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            <PasskeyCard passkey={passkey} onRevoke={() => setRevoking(passkey)} />
          </li>
        ))}
      </ul>
      {revoking && (
        <RevokeDialog
          passkey={revoking}
          methods={methods}
          onClose={() => setRevoking(null)}
          onRevoked={onRevoked}
        />
      )}
    </>
  )
}
