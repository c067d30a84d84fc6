import type { Passkey } from '../../../shared/contract/passkey.ts'

const latest = (passkeys: readonly Passkey[]): Passkey | undefined =>
  passkeys.toSorted((a, b) => touched(b).localeCompare(touched(a)))[0]

const touched = ({ lastUsedAt, createdAt }: Passkey) => lastUsedAt ?? createdAt

/** What a lost device most likely held: the passkey used last of those bound to a device, else the one used last. */
export function likelyLost(passkeys: readonly Passkey[]): string[] {
  const likely = latest(passkeys.filter(({ backup }) => backup === 'device')) ?? latest(passkeys)
  return likely ? [likely.id] : []
}
