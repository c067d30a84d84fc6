import { TriangleAlert } from 'lucide-react'
import type { Methods } from '../../../shared/contract/methods.ts'
import { Badge } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { Section } from '../../components/page.tsx'
import { Time } from '../../components/time.tsx'

const few = 3

/** How many backup codes are left, with a warning while there is still time to act on it. */
export function BackupCodes({ codes }: { codes: Methods['backupCodes'] }) {
  const { remaining, total, createdAt } = codes
  return (
    <Section
      title="Backup codes"
      description="For the day none of your passkeys is at hand. Each code works once."
    >
      <Card className="codes-left">
        {createdAt === null ? (
          <p className="quiet">None yet. They are made together with your first passkey.</p>
        ) : (
          <>
            <strong className="number">
              {remaining} of {total} left
            </strong>
            {remaining <= few && (
              <Badge tone="attention" icon={TriangleAlert}>
                {remaining === 0 ? 'All used' : 'Running low'}
              </Badge>
            )}
            <span className="quiet">
              Created <Time at={createdAt} />
            </span>
          </>
        )}
      </Card>
    </Section>
  )
}
