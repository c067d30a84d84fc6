/** What the builders need of CBOR (RFC 8949): integers, text, bytes, arrays, maps, booleans and null. */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<number | string, CborValue>

export type CborMap = ReadonlyMap<number | string, CborValue>

/** A map of mixed values, which `new Map` alone would not type. */
export const cborMap = (...entries: readonly (readonly [number | string, CborValue])[]): CborMap =>
  new Map(entries)

/** Initial byte and argument in the shortest form, RFC 8949 section 3. */
function head(majorType: number, argument: number): Buffer {
  const major = majorType << 5
  if (argument < 24) return Buffer.from([major | argument])
  if (argument < 0x100) return Buffer.from([major | 24, argument])
  if (argument < 0x10000) return Buffer.from([major | 25, argument >> 8, argument & 0xff])
  const long = Buffer.alloc(5, major | 26)
  long.writeUInt32BE(argument, 1)
  return long
}

function encodeMap(map: CborMap): Buffer {
  const entries = [...map].map(([key, value]) => ({ key: encodeCbor(key), value: encodeCbor(value) }))
  entries.sort((a, b) => Buffer.compare(a.key, b.key))
  return Buffer.concat([head(5, map.size), ...entries.flatMap(({ key, value }) => [key, value])])
}

function encodeObject(value: Exclude<CborValue, number | string | boolean | null>): Buffer {
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Map) return encodeMap(value)
  const items = [...value.values()]
  return Buffer.concat([head(4, items.length), ...items.map(encodeCbor)])
}

/** Encodes in the CTAP2 canonical form (shortest heads, keys in byte order), as authenticators must. */
export function encodeCbor(value: CborValue): Buffer {
  if (value === null) return Buffer.from([0xf6])
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4])
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  return encodeObject(value)
}
