/** A picture of one size, as PNG. */
export interface Sized {
  size: number
  png: Buffer
}

/** Windows' icon file: a directory of 16 bytes an entry, then the pictures, as PNG (Windows Vista and later). */
export function toIco(pictures: readonly Sized[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index
    // One byte each; 256 is written as 0.
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

/** What Apple calls each size in an icon file; the second of a pair is the same picture for twice the density. */
const appleTypes: Record<number, string[]> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
}

/** macOS' icon file: chunks of a type, a length and a PNG. */
export function toIcns(pictures: readonly Sized[]): Buffer {
  const chunks = pictures.flatMap(({ size, png }) => (appleTypes[size] ?? []).map((type) => chunk(type, png)))
  return chunk('icns', Buffer.concat(chunks))
}

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8, type, 'latin1')
  head.writeUInt32BE(8 + body.length, 4)
  return Buffer.concat([head, body])
}

/** Windows' bitmap of 24 bits a pixel, bottom row first, for the installer, which knows nothing newer. */
export function toBmp(width: number, height: number, rgba: Buffer): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4
  const bmp = Buffer.alloc(54 + stride * height)
  bmp.write('BM', 'latin1')
  bmp.writeUInt32LE(bmp.length, 2)
  bmp.writeUInt32LE(54, 10)
  bmp.writeUInt32LE(40, 14)
  bmp.writeInt32LE(width, 18)
  bmp.writeInt32LE(height, 22)
  bmp.writeUInt16LE(1, 26)
  bmp.writeUInt16LE(24, 28)
  bmp.writeUInt32LE(stride * height, 34)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0] = rgba.subarray((y * width + x) * 4)
      bmp.set([blue, green, red], 54 + (height - 1 - y) * stride + x * 3)
    }
  return bmp
}
