import type { EventEmitter } from 'node:events'
import type { CDPSession, Page, Request } from 'playwright-core'
import { cancelable } from '../electron-double/recorded.ts'
import { fromChromium } from './scheme.ts'

/** Chromium's numbers for why a page did not come, as far as they happen here. */
const codes: Record<string, number> = {
  'net::ERR_ABORTED': -3,
  'net::ERR_CONNECTION_REFUSED': -102,
  'net::ERR_NAME_NOT_RESOLVED': -105,
  'net::ERR_INTERNET_DISCONNECTED': -106,
  'net::ERR_CERT_AUTHORITY_INVALID': -202,
}

/** Asks main's listeners about every document a page goes to, and tells them how it went. */
export async function watchNavigation(page: Page, contents: EventEmitter, ours: Set<string>): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await askBeforeDocuments(devtools, contents, ours)
  const isMain = (request: Request) => request.isNavigationRequest() && request.frame() === page.mainFrame()
  let answered = { status: 0, statusText: '' }
  page.on('response', (response) => {
    if (isMain(response.request()))
      answered = { status: response.status(), statusText: response.statusText() }
  })
  page.on('requestfailed', (request) => {
    if (!request.isNavigationRequest()) return
    const words = request.failure()?.errorText ?? ''
    contents.emit(
      'did-fail-load',
      {},
      codes[words] ?? -2,
      words,
      fromChromium(request.url()),
      isMain(request),
    )
  })
  await devtools.send('Page.enable')
  devtools.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId === undefined && !frame.url.startsWith('chrome-error:'))
      contents.emit('did-navigate', {}, fromChromium(frame.url), answered.status, answered.statusText)
  })
  page.on('domcontentloaded', () => contents.emit('dom-ready', {}))
  page.on('load', () => contents.emit('did-finish-load', {}))
  page.on('crash', () => contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
}

async function askBeforeDocuments(
  devtools: CDPSession,
  contents: EventEmitter,
  ours: Set<string>,
): Promise<void> {
  const { targetInfo } = await devtools.send('Target.getTargetInfo')
  devtools.on('Fetch.requestPaused', ({ requestId, request, redirectedRequestId, frameId }) => {
    const isRedirect = redirectedRequestId !== undefined
    const event = cancelable({ url: fromChromium(request.url), isMainFrame: frameId === targetInfo.targetId })
    const isAsked = isRedirect || !ours.delete(request.url)
    if (isAsked) contents.emit(isRedirect ? 'will-redirect' : 'will-frame-navigate', event)
    const settled = event.defaultPrevented
      ? devtools.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      : devtools.send('Fetch.continueRequest', { requestId })
    settled.catch(() => undefined)
  })
  await devtools.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] })
}
