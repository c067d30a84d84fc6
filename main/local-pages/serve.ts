import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** The scheme of the shell's own pages. It exists in their session only, so that no server's page can reach it. */
export const scheme = 'weftid-pages'
export const localOrigin = `${scheme}://local`

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** These pages talk to the shell and to nobody else: not even `connect-src` is left. */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** Answers the built pages in `folder`, by a list made once: an address never becomes a path on the disk. */
export function servePages(folder: string): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  let files: Map<string, string> | undefined
  return async ({ url, method }) => {
    const { host, pathname } = new URL(url)
    files ??= listPages(folder)
    const file = method === 'GET' && host === 'local' ? files.get(pathname) : undefined
    if (file === undefined) return new Response(null, { status: 404 })
    const type = types[extname(file)] ?? 'application/octet-stream'
    return new Response(await readFile(file), { headers: { ...headers, 'Content-Type': type } })
  }
}

function listPages(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const known = names.filter((name) => extname(name) in types)
  return new Map(known.map((name) => [`/${name.replaceAll('\\', '/')}`, join(folder, name)]))
}
