import type { User } from '../../shared/contract/user.ts'
import { statusIcons, statusWords } from '../lib/user-words.ts'
import { Badge } from './badge.tsx'

const tones = { invited: 'accent', active: 'neutral', disabled: 'attention' } as const

/** Whether an account is invited, active or disabled. */
export function StatusBadge({ status }: Pick<User, 'status'>) {
  return (
    <Badge tone={tones[status]} icon={statusIcons[status]}>
      {statusWords[status]}
    </Badge>
  )
}
