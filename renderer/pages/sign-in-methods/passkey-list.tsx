import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { Methods } from '../../../shared/contract/methods.ts'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { useMethods } from '../../stores/methods.ts'
import { PasskeyCard } from './passkey-card.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { SuspendDialog } from './suspend-dialog.tsx'

const lastTouched = ({ lastUsedAt, createdAt }: Passkey) => lastUsedAt ?? createdAt

interface Props {
  methods: Methods
  onDone: (result: string) => void
}

/** One card per passkey, the most recently used first. */
export function PasskeyList({ methods, onDone }: Props) {
  const restore = useMethods((store) => store.restore)
  const [revoking, setRevoking] = useState<Passkey | null>(null)
  const [suspending, setSuspending] = useState<Passkey | null>(null)
  const { failure, attempt } = useAttempt()
  const bringBack = ({ id, name }: Passkey) =>
    attempt(async () => {
      await restore(id)
      onDone(`${name} is restored and can sign in again.`)
    })
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
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <ul className="own-passkeys">
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            <PasskeyCard
              passkey={passkey}
              onRevoke={() => setRevoking(passkey)}
              onSuspend={() => setSuspending(passkey)}
              onRestore={() => bringBack(passkey)}
            />
          </li>
        ))}
      </ul>
      {revoking && (
        <RevokeDialog
          passkey={revoking}
          methods={methods}
          onClose={() => setRevoking(null)}
          onRevoked={onDone}
        />
      )}
      {suspending && (
        <SuspendDialog
          passkey={suspending}
          methods={methods}
          onClose={() => setSuspending(null)}
          onSuspended={onDone}
        />
      )}
    </>
  )
}
