import getRawBody from 'raw-body'
import { AppError } from '../errors.ts'
import type { Context } from './state.ts'

/** The most a request body may hold: far above any ceremony, far below trouble. */
export const bodyLimit = 64 * 1024

/** The request's JSON, or undefined where it has no body. Anything but plain JSON within the limit is refused. */
export async function readBody(ctx: Context): Promise<unknown> {
  const { req } = ctx
  const announced = req.headers['content-length']
  if (req.headers['transfer-encoding'] === undefined && (announced === undefined || announced === '0'))
    return undefined
  if (Number(announced) > bodyLimit) throw new AppError('body.too-large')
  const encoding = req.headers['content-encoding'] ?? 'identity'
  if (!ctx.request.is('application/json') || encoding !== 'identity')
    throw new AppError('media-type.unsupported')
  const bytes = await getRawBody(req, { limit: bodyLimit }).catch((cause: unknown) => {
    throw new AppError(isTooLarge(cause) ? 'body.too-large' : 'input.invalid', { cause })
  })
  return parseJson(bytes)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    // Without the cause: the parser quotes what it could not read, and causes are logged.
    throw new AppError('input.invalid', { detail: 'The body is not valid JSON.' })
  }
}

const isTooLarge = (cause: unknown) =>
  cause instanceof Error && 'type' in cause && cause.type === 'entity.too.large'
