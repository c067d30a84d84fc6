import { app, type Cookie, type CookiesSetDetails, type Session } from 'electron'

const aDay = 24 * 60 * 60
const ours = /^(__Host-weft|weft-\d+)$/

/**
 * Lets people who quit stay signed in. The server's cookie is for one run of a browser, and Chromium drops it at the
 * next start; when the app goes, what is left of it is kept on disk, encrypted by the system. How long the session lasts
 * is up to the server. Call before the first window.
 */
export function keepSessionsAtQuit(): void {
  const sessions = new Set<Session>()
  app.on('session-created', (session) => {
    if (session.isPersistent()) sessions.add(session)
  })
  let isKept = false
  app.on('will-quit', (event) => {
    if (isKept) return
    event.preventDefault()
    void Promise.allSettled([...sessions].map(keepSession)).then(() => {
      isKept = true
      app.quit()
    })
  })
}

async function keepSession({ cookies }: Session): Promise<void> {
  const found = await cookies.get({ session: true })
  const kept = found.filter(({ name, httpOnly }) => httpOnly === true && ours.test(name))
  for (const cookie of kept) await cookies.set({ ...asSet(cookie), expirationDate: Date.now() / 1000 + aDay })
  await cookies.flushStore()
}

function asSet({ name, value, domain = '', path = '/', secure = false }: Cookie): CookiesSetDetails {
  // No domain: it goes back to the very host it came from, as its prefix demands.
  const url = `${secure ? 'https' : 'http'}://${domain}${path}`
  return { url, name, value, path, secure, httpOnly: true, sameSite: 'strict' }
}
