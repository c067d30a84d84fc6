// Chromium's sandbox refuses to run as root, as it does in a container.
const needsNoSandbox = process.platform === 'linux' && process.getuid?.() === 0

/** What a browser does on its own, and the tests do not want. */
export const chromiumArgs = [
  ...(needsNoSandbox ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Else it starts one more renderer with every page, in reserve for a page to come.
  '--renderer-process-limit=1',
]
