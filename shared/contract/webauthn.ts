import { z } from 'zod'
import { base64url } from './fields.ts'

/** The wire forms of WebAuthn Level 3, section 5.1.8 and 5.1.9: binary as base64url. */
const bytes = (most: number) => base64url.min(1).max(Math.ceil((most * 4) / 3))

export const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])
export type Transport = z.infer<typeof transport>

const descriptor = z.object({
  type: z.literal('public-key'),
  id: base64url,
  transports: z.array(transport).optional(),
})

const hints = z.array(z.enum(['client-device', 'security-key', 'hybrid']))

export const creationOptions = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: base64url, name: z.string(), displayName: z.string() }),
  challenge: base64url,
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number().int() })),
  timeout: z.number().int(),
  excludeCredentials: z.array(descriptor),
  authenticatorSelection: z.object({
    authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  hints,
  attestation: z.literal('none'),
  extensions: z.object({ credProps: z.literal(true) }),
})
export type CreationOptions = z.infer<typeof creationOptions>

export const requestOptions = z.object({
  challenge: base64url,
  rpId: z.string(),
  allowCredentials: z.array(descriptor),
  userVerification: z.enum(['required', 'discouraged']),
  timeout: z.number().int(),
  hints,
})
export type RequestOptions = z.infer<typeof requestOptions>

const credential = {
  // 1023 bytes is the most a credential id may have (section 5.1, "credential id").
  id: bytes(1023),
  rawId: bytes(1023),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(20).nullish(),
}

export const registrationResponse = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(4096),
    attestationObject: bytes(16384),
    // Kept only as far as we know them: section 5.2.1 lets clients add values of their own.
    transports: z.array(z.string().max(32)).max(16).nullish(),
  }),
  clientExtensionResults: z
    .object({ credProps: z.object({ rk: z.boolean().optional() }).optional() })
    .nullish(),
})
export type RegistrationResponse = z.infer<typeof registrationResponse>

export const authenticationResponse = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(4096),
    authenticatorData: bytes(2048),
    signature: bytes(2048),
    userHandle: base64url.max(88).nullish(),
  }),
})
export type AuthenticationResponse = z.infer<typeof authenticationResponse>

/** What `…/begin` answers: the sealed challenge and WebAuthn's own options. */
export const ceremony = <T extends z.ZodType>(options: T) => z.object({ challengeId: z.string(), options })

/** What `…/finish` takes. `response` stays unknown here: the challenge is spent before it is looked at. */
export const ceremonyAnswer = z.object({ challengeId: z.string().min(1).max(1024), response: z.unknown() })
export type CeremonyAnswer = z.infer<typeof ceremonyAnswer>
