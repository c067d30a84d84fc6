import { z } from 'zod'

const clientData = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
  topOrigin: z.string().optional(),
})

const utf8 = new TextDecoder('utf-8', { fatal: true })

export type ClientDataFault =
  'client-data-malformed' | 'type-wrong' | 'challenge-wrong' | 'origin-wrong' | 'cross-origin'

interface Expected {
  type: 'webauthn.create' | 'webauthn.get'
  challenge: string
  origins: readonly string[]
}

/**
 * Checks the collected client data (WebAuthn L3 §7.1 steps 5-11, §7.2 steps 9-14): UTF-8 JSON, this ceremony, this
 * challenge, one of our origins, and never inside a frame of somebody else. Null where nothing is wrong.
 */
export function faultInClientData(bytes: Buffer, expected: Expected): ClientDataFault | null {
  const data = parse(bytes)
  if (!data) return 'client-data-malformed'
  if (data.type !== expected.type) return 'type-wrong'
  if (data.challenge !== expected.challenge) return 'challenge-wrong'
  if (!expected.origins.includes(data.origin)) return 'origin-wrong'
  if (data.crossOrigin === true || data.topOrigin !== undefined) return 'cross-origin'
  return null
}

function parse(bytes: Buffer): z.infer<typeof clientData> | undefined {
  try {
    return clientData.safeParse(JSON.parse(utf8.decode(bytes))).data
  } catch {
    return undefined
  }
}
