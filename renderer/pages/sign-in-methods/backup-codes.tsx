import { RotateCw, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Methods } from '../../../shared/contract/methods.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Notice } from '../../components/notice.tsx'
import { Section } from '../../components/page.tsx'
import { Time } from '../../components/time.tsx'
import { NewCodesDialog } from './new-codes-dialog.tsx'

const few = 3

interface Props {
  codes: Methods['backupCodes']
  onMade: (result: string) => void
}

/** How many backup codes are left, with a warning while there is still time to act on it, and new ones. */
export function BackupCodes({ codes, onMade }: Props) {
  const { remaining, total, createdAt } = codes
  const [isMaking, setMaking] = useState(false)
  const isLow = createdAt !== null && remaining <= few
  return (
    <Section
      title="Backup codes"
      description="For the day none of your passkeys is at hand. Each code works once."
      action={
        <Button icon={RotateCw} onPress={() => setMaking(true)}>
          Make new codes
        </Button>
      }
    >
      {isLow && (
        <Notice tone="attention" title={lowWords(remaining)}>
          Make new ones and keep them where you keep important papers.
        </Notice>
      )}
      <Card className="codes-left">
        {createdAt === null ? (
          <p className="quiet">None yet. They are made together with your first passkey.</p>
        ) : (
          <>
            <strong className="number">
              {remaining} of {total} left
            </strong>
            {isLow && (
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
      {isMaking && <NewCodesDialog remaining={remaining} onClose={() => setMaking(false)} onMade={onMade} />}
    </Section>
  )
}

function lowWords(remaining: number): string {
  if (remaining === 0) return 'You have no backup code left'
  return remaining === 1 ? 'You have one backup code left' : `You have only ${remaining} backup codes left`
}
