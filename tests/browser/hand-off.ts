import type { BrowserContext } from '@playwright/test'
import { listen, type Listener } from '../../main/hand-off/loopback.ts'
import { redeem, type Redemption } from '../../main/hand-off/redeem.ts'
import { newSecrets, type Secrets } from '../../main/hand-off/secrets.ts'

/** The app's side of a sign-in through the browser, as main does it. */
export interface AppSide {
  secrets: Secrets
  listener: Listener
  /** Where the app opens the browser. */
  address: string
}

/** Listens for the browser as the app does. */
export async function openAppSide(): Promise<AppSide> {
  const secrets = newSecrets()
  const listener = await listen(secrets.state)
  const { challenge, state } = secrets
  const query = new URLSearchParams({ challenge, state, redirectUri: listener.redirectUri })
  return { secrets, listener, address: `/desktop/authorize?${query.toString()}` }
}

/** Waits for the browser, and brings what it comes back with to the server; the cookie lands in `app`. */
export async function comeBack(
  { secrets, listener }: AppSide,
  app: BrowserContext,
  origin: string,
): Promise<Redemption | 'denied'> {
  const answer = await listener.answer
  listener.close()
  if (answer.kind === 'denied') return 'denied'
  const session = {
    fetch: async (input: string | Request, init?: RequestInit) => {
      const answered = await fetch(input, init)
      for (const line of answered.headers.getSetCookie()) await app.addCookies([cookieOf(line, origin)])
      return answered
    },
  }
  const { state, verifier } = secrets
  const { signal } = new AbortController()
  return redeem(session, origin, { code: answer.code, state, verifier, computer: 'DESK-42', signal })
}

function cookieOf(line: string, url: string) {
  const [pair = ''] = line.split(';')
  const [name = ''] = pair.split('=')
  return { name, value: pair.slice(name.length + 1), url, httpOnly: true, sameSite: 'Strict' as const }
}
