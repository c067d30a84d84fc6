/** One thing that electronegativity says of the compiled app, and why it stays as it is. */
export interface Justified {
  finding: string
  /** In how many places; `each window` where it says so of every window there is. */
  times: number | 'each window'
  why: string
}

export const justified: Justified[] = [
  {
    finding: 'CSP_GLOBAL_CHECK N/A',
    times: 1,
    why: 'The policy is a header: of the server, and of the scheme that serves the local pages. Tests read both.',
  },
  {
    finding: 'OPEN_EXTERNAL_JS_CHECK index.js',
    times: 3,
    why: 'external.ts: parsed, https, a list of hosts. hand-off: built in main. capabilities.ts: three constants.',
  },
  {
    finding: 'PROTOCOL_HANDLER_JS_CHECK index.js',
    times: 1,
    why: 'A weftid: link only brings the window to the front; nothing in it is read; boot-servers.test.ts.',
  },
  {
    finding: 'AUXCLICK_JS_CHECK index.js',
    times: 'each window',
    why: 'A middle click asks the handler for new windows, which denies; hardening.spec.ts does it on a real page.',
  },
  {
    finding: 'PRELOAD_JS_CHECK index.js',
    times: 'each window',
    why: 'The preloads expose verbs, never a channel, and main parses what arrives; preload.test.ts, sender.spec.ts.',
  },
]
