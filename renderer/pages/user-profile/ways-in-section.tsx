import { TriangleAlert } from 'lucide-react'
import { Badge } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { Section } from '../../components/page.tsx'
import { count } from '../../lib/format.ts'
import type { Profile } from '../../stores/user-profile.ts'

const few = 3

/** What else would let this person in. */
export function WaysInSection({ profile: { backupCodesRemaining: left } }: { profile: Profile }) {
  return (
    <Section title="Other ways in">
      <Card className="profile__line profile__way">
        <span>Backup codes</span>
        <strong>{left === 0 ? 'None' : `${count(left, 'code')} left`}</strong>
        {left > 0 && left <= few && (
          <Badge tone="attention" icon={TriangleAlert}>
            Running low
          </Badge>
        )}
      </Card>
    </Section>
  )
}
