import { contextBridge, ipcRenderer } from 'electron'
import type { Ask, Desktop, IpcNotices, IpcRequests, Listen } from '../shared/ipc.ts'

// The bridge exposes verbs; a page never names a channel.
const desktop: Desktop = {
  facts: ask('desktop:facts'),
  capabilities: ask('desktop:capabilities'),
  setUpAuthenticator: ask('desktop:set-up-authenticator'),
  protectScreen: ask('screen:protect'),
  tellNews: ask('news:tell'),
  copyDiagnostics: ask('desktop:copy-diagnostics'),
  onAway: listen('power:away'),
  onBack: listen('power:back'),
  beginHandOff: ask('hand-off:begin'),
  cancelHandOff: ask('hand-off:cancel'),
  onHandOffEnded: listen('hand-off:ended'),
  openSignInMethods: ask('browser:sign-in-methods'),
  theme: ask('theme:current'),
  chooseTheme: ask('theme:choose'),
  onThemeChanged: listen('theme:changed'),
}

function ask<C extends keyof IpcRequests>(channel: C): Ask<C> {
  return (...args) => ipcRenderer.invoke(channel, ...args)
}

function listen<C extends keyof IpcNotices>(channel: C): Listen<C> {
  return (heard) => {
    const hear = (_event: unknown, notice: IpcNotices[C]) => heard(notice)
    ipcRenderer.on(channel, hear)
    return () => {
      ipcRenderer.off(channel, hear)
    }
  }
}

/**
 * Makes the page believe that passkeys cannot be offered while typing: Electron says they can, but Windows opens its
 * dialog at once and other systems never answer. Runs in the page's world, so it may use nothing from this file.
 */
function disownConditionalMediation(): void {
  const credential: unknown = Reflect.get(globalThis, 'PublicKeyCredential')
  if (typeof credential !== 'function') return
  Object.defineProperty(credential, 'isConditionalMediationAvailable', {
    value: () => Promise.resolve(false),
  })
}

contextBridge.executeInMainWorld({ func: disownConditionalMediation })
contextBridge.exposeInMainWorld('desktop', desktop)
