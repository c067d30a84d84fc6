import type { Session } from 'electron'
import { staysOnOrigin } from './navigation.ts'

interface Asker {
  isMainFrame: boolean
  /** The page that asks; absent where no page does, such as in a service worker. */
  requestingUrl?: string
}

/** Electron grants by default. We grant one thing, writing text to the clipboard ("Copy"), to our own main frame. */
export function mayUse(
  permission: string,
  { isMainFrame, requestingUrl }: Asker,
  appOrigin: string,
): boolean {
  if (permission !== 'clipboard-sanitized-write' || !isMainFrame) return false
  return requestingUrl !== undefined && staysOnOrigin(requestingUrl, appOrigin)
}

/** Puts the rule above in all three places where Chromium asks. */
export function lockPermissions(session: Session, appOrigin: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, details, appOrigin))
  })
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    mayUse(permission, details, appOrigin),
  )
  session.setDevicePermissionHandler(() => false)
}
