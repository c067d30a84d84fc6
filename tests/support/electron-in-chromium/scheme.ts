import type { Protocol } from 'electron'
import type { BrowserContext } from 'playwright-core'

type Serve = (request: Request) => Response | Promise<Response>

const host = (scheme: string) => `${scheme}.scheme.invalid`
const known = /^([a-z-]+):\/\/([a-z-]+)(?=\/|$)/
const standIn = /^https:\/\/([a-z-]+)\.([a-z-]+)\.scheme\.invalid(?=\/|$)/

/** Chromium knows no schemes of ours: their pages have an address of no network there, which is served all the same. */
export const toChromium = (url: string): string =>
  /^(https?|file|data|about|blob):/.test(url) ? url : url.replace(known, 'https://$2.$1.scheme.invalid')

/** The address as main knows it. */
export const fromChromium = (url: string): string => url.replace(standIn, '$2://$1')

/** The origin as Electron tells it: of a standard scheme its own, of what has none the word null. */
export function originOf(url: string): string {
  const real = standIn.exec(url)
  return real ? `${String(real[2])}://${String(real[1])}` : new URL(url).origin
}

/** A session's `protocol`: what it serves under a scheme, to its own pages only. */
export function schemesOf(prepare: (opened: (context: BrowserContext) => Promise<void>) => void) {
  return {
    handle(scheme: string, serve: Serve) {
      prepare(async (opened) => {
        await opened.route(`https://*.${host(scheme)}/**`, async (route) => {
          const request = route.request()
          const method = request.method()
          const answered = await serve(new Request(fromChromium(request.url()), { method }))
          await route.fulfill({
            status: answered.status,
            headers: Object.fromEntries(answered.headers),
            body: Buffer.from(await answered.arrayBuffer()),
          })
        })
      })
    },
  } satisfies Pick<Protocol, 'handle'>
}

export const protocol = {
  registerSchemesAsPrivileged: () => undefined,
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged'>
