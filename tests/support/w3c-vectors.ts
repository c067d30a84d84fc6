import { readFileSync } from 'node:fs'
import { z } from 'zod'

const verdict = z.enum(['accept', 'reject', 'either'])

const common = {
  id: z.string(),
  title: z.string(),
  /** COSE number, of the credential (not of its attestation). */
  alg: z.number().int(),
  algName: z.string(),
  /** The flags byte, like `0x59`. */
  flags: z.string(),
  counter: z.number().int(),
  rpId: z.string(),
  origin: z.string(),
  challenge: z.string(),
  crossOrigin: z.boolean(),
  requireUV: z.boolean(),
  /** COSE, as base64url. */
  publicKey: z.string(),
  specVerdict: verdict,
  /** What this product answers: what it never asks for is refused, though the specification allows it. */
  ourVerdict: verdict,
  source: z.string(),
}

const credential = { id: z.string(), rawId: z.string(), type: z.literal('public-key') }
const clientExtensionResults = z.object({})

const registration = z.object({
  kind: z.literal('registration'),
  ...common,
  fmt: z.string(),
  aaguid: z.string(),
  credential: z.object({
    ...credential,
    response: z.object({ clientDataJSON: z.string(), attestationObject: z.string() }),
    clientExtensionResults,
  }),
})
export type RegistrationVector = z.infer<typeof registration>

const authentication = z.object({
  kind: z.literal('authentication'),
  ...common,
  storedCounter: z.number().int(),
  credential: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: z.string(),
      authenticatorData: z.string(),
      signature: z.string(),
    }),
    clientExtensionResults,
  }),
})
export type AuthenticationVector = z.infer<typeof authentication>

const file = z.object({ cases: z.array(z.discriminatedUnion('kind', [registration, authentication])) })

const text = readFileSync(new URL('./data/w3c-vectors.json', import.meta.url), 'utf8')
const { cases } = file.parse(JSON.parse(text))

/** The test vectors of WebAuthn L3 section 16. The two lists go together, index by index. */
export const registrations = cases.filter((vector) => vector.kind === 'registration')
export const authentications = cases.filter((vector) => vector.kind === 'authentication')
