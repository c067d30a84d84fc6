import { hash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'

/** A secret of 256 bits for a cookie, as base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** The form in which a secret of high entropy is kept: knowing it opens nothing. */
export const hashOf = (secret: string): string => hash('sha256', secret, 'base64url')

/** A UUID that begins with the time (RFC 9562, version 7): of most tables the newest rows lie next to each other. */
export const newId = (): string => `${idsFrom(Date.now())}-7${randomUUID().slice(15)}`

/** How the ids of a moment begin, in milliseconds since 1970: earlier ones sort before it. */
export function idsFrom(time: number): string {
  const digits = time.toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}`
}

// No I, L, O, U: letters that are misread, or spell things (Crockford's base 32).
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code to be read and typed: 5 bits a character, grouped by hyphens. */
export function newCode(groups: number, size = 4): string {
  const characters = Array.from(randomBytes(groups * size), (byte) => alphabet.charAt(byte % 32))
  return Array.from({ length: groups }, (_, group) =>
    characters.slice(group * size, (group + 1) * size).join(''),
  ).join('-')
}

/** What was meant by a typed code: any case, spacing and hyphens, and the usual misreadings. */
export function normalizeCode(typed: string): string {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_]/g, '')
  return letters.replace(/O/g, '0').replace(/[IL]/g, '1')
}

/** Compares two secrets in a time that says nothing about where they differ. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)))
}
