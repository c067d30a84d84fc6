import { get } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { expect, test } from './fixtures.ts'
import { heading } from './journeys.ts'

const most = 350 * 1024

/** The answer as it is sent, not unpacked. */
function headersOf(url: string, encoding: string): Promise<IncomingHttpHeaders> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': encoding } }, (response) => {
      response.resume()
      resolve(response.headers)
    }).on('error', reject)
  })
}

test.describe('The pages on the wire', () => {
  test('files with a hash are kept for good, the page that names them is asked for anew', async ({
    server,
    computer,
  }) => {
    const { page } = await computer()
    await page.goto('/')
    const files = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    )
    const hashed = files.filter((path) => path.startsWith('/assets/'))
    expect(hashed.length).toBeGreaterThan(3)
    for (const path of hashed) {
      expect(path).toMatch(/-[\w-]{8,}\.(js|css|woff2|svg)$/)
      const { 'cache-control': caching } = await headersOf(server.url + path, 'br')
      expect(caching, path).toBe('public, max-age=31536000, immutable')
    }
    expect((await headersOf(server.url, 'br'))['cache-control']).toBe('no-cache')
    for (const path of hashed.filter((each) => /\.(js|css)$/.test(each))) {
      expect((await headersOf(server.url + path, 'gzip, br'))['content-encoding'], path).toBe('br')
      expect((await headersOf(server.url + path, 'gzip'))['content-encoding'], path).toBe('gzip')
      expect((await headersOf(server.url + path, 'identity'))['content-encoding'], path).toBeUndefined()
    }
  })

  test('the first load stays below 350 KiB', async ({ computer }) => {
    const { page } = await computer()
    await page.goto('/')
    await expect(heading(page, 'Set up WeftID')).toBeVisible()
    await page.evaluate(() => document.fonts.ready)
    const sizes = await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
        (entry) => (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0),
      ),
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    process.stdout.write(`     first load: ${(total / 1024).toFixed(1)} KiB in ${sizes.length} files\n`)
    expect(total).toBeGreaterThan(20 * 1024)
    expect(total).toBeLessThanOrEqual(most)
  })
})
