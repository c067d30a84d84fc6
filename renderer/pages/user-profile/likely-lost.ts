import type { Passkey } from '../../../shared/contract/passkey.ts'

// One that never signed in was used all the same where a session is open with it: as it was registered.
const lastUsed = ({ lastUsedAt, openSessions, createdAt }: Passkey) =>
  lastUsedAt ?? (openSessions > 0 ? createdAt : '')

const byUse = (a: Passkey, b: Passkey) =>
  lastUsed(b).localeCompare(lastUsed(a)) || b.createdAt.localeCompare(a.createdAt)

/** What a lost device most likely held: the passkey used last of those bound to a device, else the one used last. */
export function likelyLost(passkeys: readonly Passkey[]): string[] {
  const inOrder = passkeys.toSorted(byUse)
  const likely = inOrder.find(({ backup }) => backup === 'device') ?? inOrder[0]
  return likely ? [likely.id] : []
}
