import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../../.ci/chromium.ts'
import type { Bench } from './bench.ts'
import { goalsTable, kibibytes } from './goals.ts'
import { table } from './markdown.ts'
import { product, startServer } from './server-process.ts'

interface Loaded {
  path: string
  bytes: number
}

/** Everything a browser that was never here fetches until the first page stands, as it comes over the wire. */
export async function pagesPart(bench: Bench): Promise<string> {
  const env = await bench.newDatabase('SQLite')
  const server = await startServer(product, { log: join(bench.folder, 'pages.log'), env })
  const browser = await chromium.launch({ executablePath: (await findChromium('windows')).path })
  try {
    await untilBuilt(server.origin)
    const page = await browser.newPage()
    const loads: Promise<Loaded>[] = []
    page.on('requestfinished', (request) => {
      const { pathname: path } = new URL(request.url())
      loads.push(request.sizes().then(({ responseBodySize: bytes }) => ({ path, bytes })))
    })
    await page.goto(server.origin, { waitUntil: 'networkidle' })
    return report(await Promise.all(loads))
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function untilBuilt(origin: string): Promise<void> {
  while (!(await fetch(origin)).ok) await new Promise((resolve) => setTimeout(resolve, 200))
}

function report(loads: readonly Loaded[]): string {
  const kinds = { pages: /^\/$/, scripts: /\.js$/, styles: /\.css$/, fonts: /\.woff2$/, answers: /^\/api/ }
  const sum = (some: readonly Loaded[]) => some.reduce((total, { bytes }) => total + bytes, 0) / 1024
  const rows = Object.entries(kinds).map(([kind, paths]) => {
    const some = loads.filter(({ path }) => paths.test(path))
    return [kind, String(some.length), sum(some).toFixed(1)]
  })
  return `Chromium opens the product for the first time, with an empty cache.

${table(['', 'requests', 'KiB'], rows)}

${goalsTable([{ what: 'first load, compressed', figure: sum(loads), floor: 350, goal: 220, text: kibibytes }])}`
}
