/** What electronegativity says of the compiled app, and why each stays as it is. One line a place. */
export const justified: [finding: string, why: string][] = [
  [
    'CSP_GLOBAL_CHECK N/A',
    'The policy is a header of the server, and of the scheme that serves the local pages; tests read both.',
  ],
  [
    'OPEN_EXTERNAL_JS_CHECK index.js',
    'external.ts: parsed, https, a list of hosts, no credentials; external.test.ts.',
  ],
  [
    'OPEN_EXTERNAL_JS_CHECK index.js',
    'hand-off: the address is built in main from the confirmed origin; nothing of it comes from the page.',
  ],
  [
    'AUXCLICK_JS_CHECK index.js',
    'A middle click asks the handler for new windows, which denies; hardening.spec.ts does it on a real page.',
  ],
  [
    'PRELOAD_JS_CHECK index.js',
    'The preload exposes verbs, never a channel; preload.test.ts, sender.spec.ts.',
  ],
]
