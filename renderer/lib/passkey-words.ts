import type { Passkey } from '../../shared/contract/passkey.ts'
import type { User } from '../../shared/contract/user.ts'
import type { WayIn } from '../../shared/contract/users.ts'
import { amount, count, list } from './format.ts'
import { quotable } from './visible.ts'

/** Where the private key may live, in the words of the badge (WebAuthn L3 §6.1.3, backup state). */
export const backupWords: Record<Passkey['backup'], string> = {
  synced: 'Synced',
  'can-sync': 'Can be synced, not backed up yet',
  device: 'This device only',
}

export type PasskeyKind = 'computer' | 'security-key' | 'manager'

/** What holds the passkey: a computer's own store, a key one carries, or a credential manager. */
export function kindOf({ backup, transports }: Pick<Passkey, 'backup' | 'transports'>): PasskeyKind {
  if (backup !== 'device') return 'manager'
  const isCarried = ['usb', 'nfc', 'ble', 'smart-card'].some((way) => transports.some((each) => each === way))
  return isCarried && !transports.includes('internal') ? 'security-key' : 'computer'
}

/** "2 passkeys", "1 passkey, 1 suspended", "None". */
export function passkeyCountWords({ active, suspended }: User['passkeys']): string {
  if (active + suspended === 0) return 'None'
  if (active === 0) return `${suspended} suspended`
  const words = count(active, 'passkey')
  return suspended === 0 ? words : `${words}, ${suspended} suspended`
}

/** Where a passkey was used, in a word or three: the computer's own label first, else browser and system. */
export function seenFromWords({ client, computer }: NonNullable<Passkey['lastUsedFrom']>): string {
  return computer === undefined ? client : `${computer} (${client})`
}

const wayInNouns = { passkey: 'passkey', 'backup-codes': 'backup code' }

const named = 3

/** "YubiKey 5", "YubiKey 5, iCloud Keychain, Key 3 and 4 more". */
function nameWords(names: readonly string[]): string {
  const rest = names.length - named
  const shown = names.slice(0, named).map(quotable)
  return list(rest > 0 ? [...shown, `${amount(rest)} more`] : shown)
}

/** One way in that is left: "1 passkey (YubiKey 5)", "password", "7 backup codes". */
function wayInWords({ kind, count: howMany, names }: WayIn): string {
  if (kind === 'password') return 'password'
  const words = count(howMany, wayInNouns[kind])
  return names.length === 0 ? words : `${words} (${nameWords(names)})`
}

/** What the forecast says a person could still sign in with, each in words. */
export const remainingItems = (remaining: readonly WayIn[]): string[] =>
  remaining.filter((way) => way.count > 0).map(wayInWords)

/** The same as one: "1 passkey (YubiKey 5) and 7 backup codes". */
export const remainingWords = (remaining: readonly WayIn[]): string => list(remainingItems(remaining))
