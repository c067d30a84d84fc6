import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { untoldModel } from '../../shared/contract/model.ts'
import type { PasskeyRow } from '../db/tables.ts'
import { newId } from '../tokens.ts'
import type { Chance, SeededUser } from './people.ts'

interface Kind {
  aaguid: string
  name: string
  /** Out of a hundred passkeys. */
  share: number
  synced: boolean
  transports: string
  client: string
}

const hello: Kind = {
  aaguid: '08987058-cadc-4b81-b6e1-30de50dcbe96',
  name: 'Windows Hello',
  share: 34,
  synced: false,
  transports: 'internal',
  client: 'Edge on Windows',
}

/** What an organisation of office workers has, roughly. */
const kinds: readonly Kind[] = [
  hello,
  {
    aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
    name: 'YubiKey 5',
    share: 16,
    synced: false,
    transports: 'nfc usb',
    client: 'Edge on Windows',
  },
  {
    aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
    name: 'iCloud Keychain',
    share: 20,
    synced: true,
    transports: 'hybrid internal',
    client: 'Safari on macOS',
  },
  {
    aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
    name: 'Google Password Manager',
    share: 12,
    synced: true,
    transports: 'hybrid internal',
    client: 'Chrome on Windows',
  },
  {
    aaguid: 'bada5566-a7aa-401f-bd96-45619a55120d',
    name: '1Password',
    share: 10,
    synced: true,
    transports: 'hybrid internal',
    client: 'Chrome on macOS',
  },
  {
    aaguid: 'd548826e-79b4-db40-a3d8-11116f7e8349',
    name: 'Bitwarden',
    share: 5,
    synced: true,
    transports: 'hybrid internal',
    client: 'Firefox on Linux',
  },
  {
    aaguid: untoldModel,
    name: 'Security key',
    share: 3,
    synced: false,
    transports: 'usb',
    client: 'Firefox on Linux',
  },
]

/** A public key nobody has the private key of: it looks right and opens nothing. */
const publicKey = (() => {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  })
  const cose = [Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x, 'base64url')]
  return Buffer.concat([...cose, Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')]).toString(
    'base64url',
  )
})()

/** One to four passkeys of different kinds, some of them revoked or suspended. */
export function makePasskeys(chance: Chance, user: SeededUser, rpId: string): PasskeyRow[] {
  if (user.status === 'invited') return []
  const count = [1, 1, 2, 2, 2, 2, 3, 3, 4][Math.floor(chance() * 9)] ?? 2
  const start = Math.floor(chance() * 100)
  return Array.from({ length: count }, (_, index) =>
    makePasskey(chance, user, kindAt(start + index * 37), rpId),
  )
}

function kindAt(number: number): Kind {
  let left = number % 100
  return kinds.find(({ share }) => (left -= share) < 0) ?? hello
}

function makePasskey(chance: Chance, user: SeededUser, kind: Kind, rpId: string): PasskeyRow {
  const fate = chance()
  const status = fate < 0.05 ? 'revoked' : fate < 0.06 ? 'suspended' : 'active'
  const computer = kind.name === 'Windows Hello' ? `DESK-${Math.floor(chance() * 9000) + 1000}` : null
  const address = `10.${Math.floor(chance() * 200)}.${Math.floor(chance() * 250)}.7`
  const isRevoked = status === 'revoked'
  return {
    id: newId(),
    user_id: user.id,
    credential_id: randomBytes(32).toString('base64url'),
    public_key: isRevoked ? null : publicKey,
    algorithm: -7,
    sign_count: kind.synced ? 0 : Math.floor(chance() * 900),
    transports: kind.transports,
    backup_eligible: Number(kind.synced),
    backed_up: Number(kind.synced),
    uv_initialized: 1,
    discoverable: 1,
    aaguid: kind.aaguid,
    attestation_format: 'none',
    attested: 0,
    rp_id: rpId,
    name: computer === null ? kind.name : `${kind.name} on ${computer}`,
    created_at: user.created_at,
    created_address: address,
    created_client: kind.client,
    created_computer: computer,
    last_used_at: user.last_sign_in_at,
    signed_in_at: user.last_sign_in_at,
    last_used_address: address,
    last_used_client: kind.client,
    last_used_computer: computer,
    status,
    suspended_until: null,
    revoked_at: isRevoked ? user.last_sign_in_at : null,
    revoked_by: null,
    reason: isRevoked ? 'Laptop returned' : null,
    ticket: null,
  }
}
