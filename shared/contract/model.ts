import { z } from 'zod'

/** What tells an authenticator's model (WebAuthn L3 §6.5.1). */
export const aaguid = z.guid().toLowerCase()

/** Of an authenticator that hides its model, as Apple's and many others do without attestation: several may be behind it. */
export const untoldModel = '00000000-0000-0000-0000-000000000000'
