import { CirclePause } from 'lucide-react'
import type { Passkey } from '../../shared/contract/passkey.ts'
import { backupIcons, kindIcons } from '../lib/passkey-icons.ts'
import { backupWords, kindOf } from '../lib/passkey-words.ts'
import { Badge } from './badge.tsx'

/** Whether a passkey is synced, may be, or stays on its device. */
export function BackupBadge({ backup }: Pick<Passkey, 'backup'>) {
  return (
    <Badge tone={backup === 'can-sync' ? 'attention' : 'neutral'} icon={backupIcons[backup]}>
      {backupWords[backup]}
    </Badge>
  )
}

/** A passkey that is out of use until it is restored. */
export function SuspendedBadge() {
  return (
    <Badge tone="attention" icon={CirclePause}>
      Suspended
    </Badge>
  )
}

/** The picture of what holds a passkey: a computer, a security key or a credential manager. */
export function PasskeyIcon({ passkey }: { passkey: Passkey }) {
  const Icon = kindIcons[kindOf(passkey)]
  return <Icon size={20} strokeWidth={1.75} aria-hidden />
}
