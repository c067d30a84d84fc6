import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { appIcon, diskBackground, installerSidebar, type Picture } from './art-pictures.ts'
import { findChromium } from './chromium.ts'
import { toBmp, toIcns, toIco, type Sized } from './icon-files.ts'
import { root, say } from './script.ts'

/** Draws every icon and the installers' art from the one mark, renderer/public/icon.svg, into main/build. */
const build = join(root, 'main/build')
const sources = ['renderer/public/icon.svg', '.ci/art.ts', '.ci/art-pictures.ts', '.ci/icon-files.ts']
const sizes = { linux: [16, 24, 32, 48, 64, 128, 256, 512], windows: [16, 20, 24, 32, 40, 48, 64, 256] }
const apple = [16, 32, 64, 128, 256, 512, 1024]

const font = await readFile(
  join(root, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
  'base64',
)
const style = `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${font})}
  body{margin:0} svg{display:block}`
const mark = await readFile(join(root, 'renderer/public/icon.svg'), 'utf8')
const browser = await chromium.launch({
  executablePath: (await findChromium('windows')).path,
  args: ['--no-sandbox'],
})
const page = await browser.newPage()

const plain = async (size: number): Promise<Sized> => ({ size, png: await shoot(page, appIcon(mark, size)) })
const onMac = async (size: number) => ({
  size,
  png: await shoot(page, appIcon(mark, size, { margin: true })),
})

for (const size of sizes.linux) await save(`icons/${size}x${size}.png`, (await plain(size)).png)
await save('icon.ico', toIco(await all(sizes.windows, plain)))
await save('icon.icns', toIcns(await all(apple, onMac)))
await save('dmg-background.png', await shoot(page, diskBackground(mark, 1)))
await save('dmg-background@2x.png', await shoot(page, diskBackground(mark, 2)))
await save('sidebar.bmp', await bitmap(page, installerSidebar(mark)))
await save('art.sha256', Buffer.from(`${await fingerprint()}\n`))
await browser.close()
say(`The icons and the installers' art are in ${build}.`)

async function shoot(on: Page, { svg, width, height }: Picture): Promise<Buffer> {
  await on.setViewportSize({ width, height })
  await on.setContent(`<style>${style}</style>${svg}`)
  await on.evaluate(() => document.fonts.ready.then(() => undefined))
  return on.screenshot({ omitBackground: true })
}

async function bitmap(on: Page, picture: Picture): Promise<Buffer> {
  const png = (await shoot(on, picture)).toString('base64')
  const pixels = await on.evaluate(async (source) => {
    const image = new Image()
    image.src = `data:image/png;base64,${source}`
    await image.decode()
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: image.width, height: image.height })
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    return [...(context?.getImageData(0, 0, image.width, image.height).data ?? [])]
  }, png)
  return toBmp(picture.width, picture.height, Buffer.from(pixels))
}

async function all(wanted: readonly number[], draw: (size: number) => Promise<Sized>): Promise<Sized[]> {
  const drawn: Sized[] = []
  for (const size of wanted) drawn.push(await draw(size))
  return drawn
}

async function save(name: string, content: Buffer): Promise<void> {
  await mkdir(dirname(join(build, name)), { recursive: true })
  await writeFile(join(build, name), content)
}

/** Of everything the art is made from: a test compares it, so that no picture outlives its mark. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) hash.update(await readFile(join(root, source)))
  return hash.digest('hex')
}
