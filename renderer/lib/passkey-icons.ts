import { Cloud, CloudOff, Fingerprint, KeyRound, Lock, UsbIcon, type LucideIcon } from 'lucide-react'
import type { Passkey } from '../../shared/contract/passkey.ts'
import type { PasskeyKind } from './passkey-words.ts'

/** The picture of what holds a passkey. */
export const kindIcons: Record<PasskeyKind, LucideIcon> = {
  computer: Fingerprint,
  'security-key': UsbIcon,
  manager: KeyRound,
}

/** The picture beside `backupWords`. */
export const backupIcons: Record<Passkey['backup'], LucideIcon> = {
  synced: Cloud,
  'can-sync': CloudOff,
  device: Lock,
}
