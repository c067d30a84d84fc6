import { app, type Session, type WebContents } from 'electron'
import { openExternal } from './external.ts'
import { isOwnDownload, staysOnOrigin } from './navigation.ts'
import { lockPermissions } from './permissions.ts'
import { answerAccountQuestions } from './webauthn.ts'

/** Holds every page and every session that will ever exist to the app's one origin. Call before the first window. */
export function lockDown(appOrigin: string): void {
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents, appOrigin)
  })
  app.on('session-created', (session) => {
    lockPermissions(session, appOrigin)
    lockDownloads(session, appOrigin)
    answerAccountQuestions(session)
  })
}

function lockContents(contents: WebContents, appOrigin: string): void {
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url)
    return { action: 'deny' }
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!staysOnOrigin(event.url, appOrigin)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!staysOnOrigin(event.url, appOrigin)) event.preventDefault()
  })
}

function lockDownloads(session: Session, appOrigin: string): void {
  session.on('will-download', (event, item, contents) => {
    const fromOurPage = staysOnOrigin(contents.getURL(), appOrigin)
    if (!fromOurPage || !isOwnDownload(item.getURL(), appOrigin)) event.preventDefault()
  })
}
