import { app, type Session, type WebContents } from 'electron'
import { openExternal } from './external.ts'
import { isOwnDownload, staysOnOrigin } from './navigation.ts'
import type { OurPage } from './our-page.ts'
import { lockPermissions } from './permissions.ts'

type Bound = Pick<OurPage, 'origin'>

/** Holds every page and every session that will ever exist to the one origin of the moment. Call before the first window. */
export function lockDown(page: Bound): void {
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents, page)
  })
  app.on('session-created', (session) => {
    lockPermissions(session, page)
    lockDownloads(session, page)
  })
}

function lockContents(contents: WebContents, page: Bound): void {
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url)
    return { action: 'deny' }
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!staysOnOrigin(event.url, page.origin)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!staysOnOrigin(event.url, page.origin)) event.preventDefault()
  })
}

function lockDownloads(session: Session, page: Bound): void {
  session.on('will-download', (event, item, contents) => {
    const fromOurPage = staysOnOrigin(contents.getURL(), page.origin)
    if (!fromOurPage || !isOwnDownload(item.getURL(), page.origin)) event.preventDefault()
  })
}
