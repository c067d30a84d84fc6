import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const art = (name: string) => readFileSync(join(root, 'main/build', name))

/** Width and height of a PNG, from its header. */
function sizeOf(png: Buffer): [number, number] {
  expect(png.toString('latin1', 1, 4)).toBe('PNG')
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

function inIco(ico: Buffer): [number, number][] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index
    const offset = ico.readUInt32LE(entry + 12)
    const [width, height] = sizeOf(ico.subarray(offset, offset + ico.readUInt32LE(entry + 8)))
    expect(ico[entry]).toBe(width % 256)
    return [width, height]
  })
}

function inIcns(icns: Buffer): [string, number][] {
  const found: [string, number][] = []
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))
    found.push([icns.toString('latin1', at, at + 4), sizeOf(png)[0]])
  }
  return found
}

describe('the art of the packages', () => {
  it('is of the mark as it is now (npm run art)', () => {
    const hash = createHash('sha256')
    for (const source of [
      'renderer/public/icon.svg',
      '.ci/art.ts',
      '.ci/art-pictures.ts',
      '.ci/icon-files.ts',
    ])
      hash.update(readFileSync(join(root, source)))
    expect(art('art.sha256').toString().trim()).toBe(hash.digest('hex'))
  })

  it.each([16, 24, 32, 48, 64, 128, 256, 512])('has a Linux icon of %i', (size) => {
    expect(sizeOf(art(`icons/${size}x${size}.png`))).toEqual([size, size])
  })

  it('has a Windows icon in the sizes that Windows asks for', () => {
    const sizes = [16, 20, 24, 32, 40, 48, 64, 256]
    expect(inIco(art('icon.ico'))).toEqual(sizes.map((size) => [size, size]))
  })

  it('has a macOS icon in all its sizes and densities', () => {
    const icns = art('icon.icns')
    expect(icns.toString('latin1', 0, 4)).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    expect(Object.fromEntries(inIcns(icns))).toEqual({
      icp4: 16,
      icp5: 32,
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    })
  })

  it('has a background for the disk image, once and twice as dense', () => {
    expect(sizeOf(art('dmg-background.png'))).toEqual([540, 380])
    expect(sizeOf(art('dmg-background@2x.png'))).toEqual([1080, 760])
  })

  it('has a bitmap for the Windows installer, as large as it must be', () => {
    const bmp = art('sidebar.bmp')
    expect(bmp.toString('latin1', 0, 2)).toBe('BM')
    expect([bmp.readInt32LE(18), bmp.readInt32LE(22), bmp.readUInt16LE(28)]).toEqual([164, 314, 24])
    expect(bmp.readUInt32LE(2)).toBe(bmp.length)
  })
})
