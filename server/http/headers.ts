import type { Middleware } from 'koa'
import type { RequestState } from './state.ts'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The headers of every answer: what the page may do, and that nothing of the API is ever kept by a cache. */
export function securityHeaders({ local }: { local: boolean }): Middleware<RequestState> {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'publickey-credentials-get=(self), publickey-credentials-create=(self)',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
    ...(local ? {} : { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
  }
  return (ctx, next) => {
    ctx.set(headers)
    return next()
  }
}
