import type { Middleware } from 'koa'
import { AppError } from '../errors.ts'
import type { Context, RequestState } from '../http/state.ts'
import type { Asset } from './assets.ts'

/** The built UI, or null while it is being built. */
export interface Ui {
  assets: ReadonlyMap<string, Asset> | null
}

/** Answers every other GET with the UI: its files, and its page for every address it has itself. */
export function serveUi(ui: Ui): Middleware<RequestState> {
  return (ctx) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') throw new AppError('not-found')
    if (!ui.assets) {
      // Somebody was quicker than the build: the page comes by itself.
      ctx.set('Refresh', '2')
      throw new AppError('server.unavailable', { detail: 'The pages are being built.' })
    }
    const isFile = ctx.path.startsWith('/assets/')
    const asset = ui.assets.get(ctx.path) ?? (isFile ? undefined : ui.assets.get('/index.html'))
    if (!asset) throw new AppError('not-found')
    // A name with a hash never changes its content; the page that names them is asked for anew.
    ctx.set('Cache-Control', isFile ? 'public, max-age=31536000, immutable' : 'no-cache')
    send(ctx, asset)
  }
}

function send(ctx: Context, { type, etag, bytes, compressed }: Asset): void {
  ctx.status = 200
  ctx.type = type
  ctx.set('ETag', etag)
  ctx.vary('Accept-Encoding')
  if (ctx.fresh) {
    ctx.status = 304
    return
  }
  // Asked for one after the other: browsers name gzip first and mean no preference by it.
  const encoding = (['br', 'gzip'] as const).find((each) => ctx.acceptsEncodings(each) === each)
  if (!compressed || !encoding) {
    ctx.body = bytes
    return
  }
  ctx.set('Content-Encoding', encoding)
  ctx.body = compressed[encoding]
}
