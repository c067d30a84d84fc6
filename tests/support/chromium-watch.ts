import type { BrowserContext, ConsoleMessage } from '@playwright/test'

/** What no page of ours may do, collected from every page of a browser. */
export interface Watch {
  /** Errors on the console, exceptions nobody caught, breaches of the content security policy. */
  readonly complaints: string[]
  /** Live streams that are open at this moment. */
  readonly openStreams: () => number
}

const breach = 'content security policy breached:'

/** Listens to every page the browser has or will have. */
export async function watch(context: BrowserContext): Promise<Watch> {
  const complaints: string[] = []
  const streams = new Set<unknown>()
  await context.addInitScript((words) => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      // eslint-disable-next-line no-console -- the console is where we listen
      console.error(words, violatedDirective, blockedURI, sample)
    })
  }, breach)
  context.on('console', (message) => {
    if (message.type() === 'error' && !isRefusedCall(message)) complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(String(error.error())))
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/events') streams.add(request)
  })
  const forget = (request: unknown) => void streams.delete(request)
  context.on('requestfinished', forget)
  context.on('requestfailed', forget)
  return { complaints, openStreams: () => streams.size }
}

// The browser itself writes these for every answer of 400 and above, and while the server is away.
function isRefusedCall(message: ConsoleMessage): boolean {
  return message.text().startsWith('Failed to load resource') && message.location().url.includes('/api/')
}
