import type { Session } from 'electron'
import { staysOnOrigin } from './navigation.ts'
import type { OurPage } from './our-page.ts'

interface Asker {
  isMainFrame: boolean
  /** The page that asks; absent where no page does, such as in a service worker. */
  requestingUrl?: string
}

/** Electron grants by default. We grant one thing, writing text to the clipboard ("Copy"), to our own main frame. */
export function mayUse(
  permission: string,
  { isMainFrame, requestingUrl }: Asker,
  appOrigin: string | null,
): boolean {
  if (permission !== 'clipboard-sanitized-write' || !isMainFrame) return false
  return requestingUrl !== undefined && staysOnOrigin(requestingUrl, appOrigin)
}

/** Puts the rule above in all three places where Chromium asks. */
export function lockPermissions(session: Session, page: Pick<OurPage, 'origin'>): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, details, page.origin))
  })
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    mayUse(permission, details, page.origin),
  )
  session.setDevicePermissionHandler(() => false)
}
