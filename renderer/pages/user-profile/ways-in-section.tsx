import { TriangleAlert } from 'lucide-react'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Notice } from '../../components/notice.tsx'
import { Section } from '../../components/page.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { count, momentOf } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { withdrawPass } from '../../stores/user-acts.ts'
import type { Profile } from '../../stores/user-profile.ts'

const few = 3

interface Props {
  profile: Profile
  mayWithdraw: boolean
  onWithdrawn: () => void
}

/** What else would let this person in. */
export function WaysInSection({ profile, mayWithdraw, onWithdrawn }: Props) {
  const { backupCodesRemaining: left, temporaryPass, passwordSet, totpEnabled } = profile
  return (
    <Section title="Other ways in">
      <Card flush>
        <div className="profile__line profile__way">
          <span>Password</span>
          <strong>{passwordSet ? 'Set' : 'Not set'}</strong>
        </div>
        <div className="profile__line profile__way">
          <span>Authenticator app</span>
          <strong>{totpEnabled ? 'Set up' : 'Not set up'}</strong>
        </div>
        <div className="profile__line profile__way">
          <span>Backup codes</span>
          <strong>{left === 0 ? 'None' : `${count(left, 'code')} left`}</strong>
          {left > 0 && left <= few && (
            <Badge tone="attention" icon={TriangleAlert}>
              Running low
            </Badge>
          )}
        </div>
        {temporaryPass && <PassLine {...temporaryPass} onWithdrawn={mayWithdraw ? onWithdrawn : undefined} />}
      </Card>
    </Section>
  )
}

interface PassLineProps {
  expiresAt: string
  /** Left out where the asking person may not withdraw it. */
  onWithdrawn: (() => void) | undefined
}

function PassLine({ expiresAt, onWithdrawn }: PassLineProps) {
  const { isBusy, failure, attempt } = useAttempt()
  const now = useNow()
  return (
    <>
      <div className="profile__line profile__way">
        <span>Temporary pass</span>
        <strong>Until {momentOf(expiresAt, now)}</strong>
        {onWithdrawn && (
          <Button
            className="profile__withdraw"
            aria-label="Withdraw the temporary pass"
            isBusy={isBusy}
            onPress={() =>
              attempt(async () => {
                await withdrawPass()
                onWithdrawn()
              })
            }
          >
            Withdraw
          </Button>
        )}
      </div>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
    </>
  )
}
