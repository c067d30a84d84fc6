import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { computerName } from './fields.ts'
import { nextStep } from './next-step.ts'
import { user } from './user.ts'

/** 32 bytes as base64url. */
const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'Expected 32 bytes as base64url.')

const ports = { least: 1, most: 65_535 }

/** Where the app listens for its answer (RFC 8252, 7.3): by address, so that no resolver decides who gets it. */
export const redirectUri = z
  .string()
  .regex(/^http:\/\/127\.0\.0\.1:[1-9]\d{0,4}\/cb\/[A-Za-z0-9_-]{43}$/, 'Expected the address of the app.')
  .refine((uri) => {
    const port = Number(/:(\d+)\//.exec(uri)?.[1])
    return port >= ports.least && port <= ports.most
  }, 'Expected the address of the app.')

/** What the app opens the system's browser with, in the query of `/desktop/authorize`. */
export const handOffRequest = z.object({
  /** S256 of the verifier that only the app has (RFC 7636). */
  challenge: bytes32,
  /** Comes back with the answer, so that the app knows it for the one it waits for. */
  state: bytes32,
  redirectUri,
})
export type HandOffRequest = z.infer<typeof handOffRequest>

/** The page of the system's browser that asks for the sign-in to be allowed. */
export const authorizePath = '/desktop/authorize'

/** Lets the app that asked in: answers where the browser is to go, with a code in it that is good once, for a minute. */
export const approveHandOff = endpoint({
  method: 'post',
  path: '/hand-off/approve',
  access: 'full',
  fresh: 'level-2',
  body: handOffRequest.extend({
    /** The browser's session was made only for this: nothing can be done in it any more, and it ends with the hand-off. */
    endSession: z.boolean().optional(),
  }),
  response: z.object({ redirectTo: z.string() }),
})

/** The app's half: the code, and the secret behind the challenge. Whatever is wrong, the code is spent. */
export const redeemHandOff = endpoint({
  method: 'post',
  path: '/hand-off/redeem',
  access: 'anyone',
  attempt: 'secret',
  body: z.object({
    code: z.string().max(200),
    verifier: z.string().max(200),
    state: z.string().max(200),
    computer: computerName.optional(),
  }),
  response: z.object({ next: nextStep, user }),
})
