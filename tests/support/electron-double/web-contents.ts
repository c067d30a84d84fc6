import { EventEmitter } from 'node:events'
import type { HandlerDetails, WebContents } from 'electron'
import { ipcRenderer } from './ipc.ts'
import { cancelable, recorded, standIn } from './recorded.ts'
import type { SessionDouble } from './session.ts'

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

let lastId = 0

/** What a window shows. `asPage` does what a page in it could try; each answers whether Electron would let it. */
export function createContents(session: SessionDouble) {
  let openHandler: OpenHandler | null = null
  let url = ''
  const mainFrame = { origin: 'null', parent: null }
  const emitter = new EventEmitter()
  const methods = {
    id: (lastId += 1),
    getURL: () => url,
    send: recorded((channel: string, ...args: unknown[]) => {
      ipcRenderer.emit(channel, cancelable({}), ...args)
    }),
    setZoomLevel: recorded<[level: number], undefined>(() => undefined),
    setWindowOpenHandler(handler: OpenHandler) {
      openHandler = handler
    },
  } satisfies Pick<WebContents, 'id' | 'getURL' | 'send' | 'setWindowOpenHandler' | 'setZoomLevel'>
  const tries = (name: string, details: object) => {
    const event = cancelable(details)
    emitter.emit(name, event)
    return !event.defaultPrevented
  }
  const asPage = {
    navigates: (to: string, isMainFrame = true) => tries('will-frame-navigate', { url: to, isMainFrame }),
    isRedirected: (to: string) => tries('will-redirect', { url: to, isMainFrame: true }),
    attachesWebview: () => tries('will-attach-webview', {}),
    opensWindow: (to: string) => openHandler?.(standIn<HandlerDetails>({ url: to })).action !== 'deny',
  }
  /** The server's page arrived, as after `loadURL`. */
  const show = (to: string) => {
    url = to
    // A scheme of our own has an origin in Chromium, where Node knows of none.
    const { origin, protocol, host } = new URL(to)
    mainFrame.origin = origin === 'null' ? `${protocol}//${host}` : origin
  }
  return Object.assign(emitter, methods, { session, mainFrame, asPage, show })
}

export type ContentsDouble = ReturnType<typeof createContents>
