import type { Revocation } from '../../shared/contract/fleet.ts'
import { revocationStatusIcons, revocationStatusWords } from '../lib/revocation-words.ts'
import { Badge } from './badge.tsx'

const tones = { running: 'accent', paused: 'attention', done: 'done', cancelled: 'neutral' } as const

/** Whether a bulk revocation runs, waits or has ended. */
export function RevocationBadge({ status }: Pick<Revocation, 'status'>) {
  return (
    <Badge tone={tones[status]} icon={revocationStatusIcons[status]}>
      {revocationStatusWords[status]}
    </Badge>
  )
}
