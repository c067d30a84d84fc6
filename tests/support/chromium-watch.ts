import type { BrowserContext, ConsoleMessage, Page, Request } from '@playwright/test'

/** What no page of ours may do, collected from every page of a browser. */
export interface Watch {
  /** Errors on the console, exceptions nobody caught, breaches of the content security policy. */
  readonly complaints: string[]
  /** Live streams that the server has opened and nobody has closed. */
  readonly openStreams: () => number
}

const breach = 'content security policy breached:'

/** Listens to every page the browser has or will have. */
export async function watch(context: BrowserContext): Promise<Watch> {
  const complaints: string[] = []
  const streams = new Map<Request, Page>()
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
  context.on('response', (response) => {
    if (new URL(response.url()).pathname !== '/api/events' || !response.ok()) return
    streams.set(response.request(), response.frame().page())
  })
  const forget = (request: Request) => void streams.delete(request)
  context.on('requestfinished', forget)
  context.on('requestfailed', forget)
  // What a page has open goes with it, and nothing is told of that.
  context.on('page', (page) => {
    page.on('close', () => {
      for (const [request, owner] of streams) if (owner === page) streams.delete(request)
    })
  })
  return { complaints, openStreams: () => streams.size }
}

// The browser itself writes these for every answer of 400 and above, and while the server is away.
function isRefusedCall(message: ConsoleMessage): boolean {
  return message.text().startsWith('Failed to load resource') && message.location().url.includes('/api/')
}
