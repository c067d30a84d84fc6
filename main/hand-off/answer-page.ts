import { createHash } from 'node:crypto'

const style = `
:root { color-scheme: light dark; font: 14px/20px system-ui, sans-serif }
body { margin: 0; min-height: 100dvh; display: grid; place-content: center; padding: 16px; box-sizing: border-box;
  background: light-dark(#f8fafb, #0f1316); color: light-dark(#1b2227, #e8ecee) }
main { max-width: 360px; text-align: center }
h1 { margin: 0 0 8px; font-size: 20px; line-height: 28px; font-weight: 600 }
p { margin: 0; color: light-dark(#525c63, #a3adb3) }
`

/** Nothing is loaded, run, framed, kept or passed on. */
export const answerHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256')
    .update(style)
    .digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  Connection: 'close',
} as const

const words = {
  code: ['Back to WeftID', 'The app is signing you in. You can close this tab.'],
  denied: ['Not signed in', 'The app has been told. You can close this tab.'],
  unexpected: ['Nothing to do here', 'The app does not expect this. You can close this tab.'],
} as const

/** What the browser shows once it has been sent back to the app: static, whatever came in the address. */
export function answerPage(kind: keyof typeof words): string {
  const [title, text] = words[kind]
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${text}</p></main></body>
</html>
`
}
