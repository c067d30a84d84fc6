/** What the browser says of the ceremony; any further field may be added, and `undefined` leaves one out. */
export interface ClientData {
  type?: unknown
  challenge?: unknown
  origin?: unknown
  crossOrigin?: unknown
  topOrigin?: unknown
  [added: string]: unknown
}

export interface ClientDataOverrides {
  /** Fields to replace, add, or with `undefined` to leave out. */
  fields?: ClientData
  /** Alters the finished text: byte order mark, duplicate keys, no JSON at all. */
  text?: (json: string) => string | Uint8Array
}

/** `clientDataJSON`, its fields in the order of WebAuthn L3 section 5.8.1.1. */
export function clientDataJson(
  { type, challenge, origin, crossOrigin, topOrigin, ...added }: ClientData,
  { fields = {}, text = (json) => json }: ClientDataOverrides = {},
): Buffer {
  const json = JSON.stringify({ type, challenge, origin, crossOrigin, topOrigin, ...added, ...fields })
  return Buffer.from(text(json))
}

/** A change of the text: a byte order mark before it. */
export const withByteOrderMark = (json: string) => `\ufeff${json}`

/** A change of the text: the same key once more, after the real one. */
export const withDuplicate = (key: string, value: unknown) => (json: string) =>
  `${json.slice(0, -1)},${JSON.stringify(key)}:${JSON.stringify(value)}}`
