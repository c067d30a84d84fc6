import { contextBridge, ipcRenderer } from 'electron'
import type {
  ConnectBridge,
  LocalNotices,
  LocalRequests,
  PickerBridge,
  SettingsBridge,
} from '../../shared/local-pages.ts'

// Each page gets its own verbs; the shell refuses the other's all the same.
const connect: ConnectBridge = {
  view: ask('connect:view'),
  onView: listen('connect:view'),
  check: ask('connect:check'),
  confirm: ask('connect:confirm'),
  forget: ask('connect:forget'),
  useThisComputer: ask('connect:this-computer'),
  retry: ask('connect:retry'),
  choose: ask('connect:choose'),
  back: ask('connect:back'),
  openSettings: ask('connect:settings'),
}

const picker: PickerBridge = {
  view: ask('picker:view'),
  pick: ask('picker:pick'),
}

const settings: SettingsBridge = {
  view: ask('settings:view'),
  onView: listen('settings:view'),
  chooseTheme: ask('settings:theme'),
  startAtLogin: ask('settings:start-at-login'),
  changeServer: ask('settings:change-server'),
  checkUpdates: ask('settings:check-updates'),
  installUpdate: ask('settings:install-update'),
}

function ask<C extends keyof LocalRequests>(channel: C) {
  return (...args: Parameters<LocalRequests[C]>): Promise<Awaited<ReturnType<LocalRequests[C]>>> =>
    ipcRenderer.invoke(channel, ...args)
}

function listen<C extends keyof LocalNotices>(channel: C) {
  return (heard: (notice: LocalNotices[C]) => void) => {
    const hear = (_event: unknown, notice: LocalNotices[C]) => heard(notice)
    ipcRenderer.on(channel, hear)
    return () => {
      ipcRenderer.off(channel, hear)
    }
  }
}

// The sandbox has no DOM types here, and needs none for a name.
const address = String(Reflect.get(globalThis, 'location'))
if (address.includes('/settings.html')) contextBridge.exposeInMainWorld('settings', settings)
else if (address.includes('/picker.html')) contextBridge.exposeInMainWorld('picker', picker)
else contextBridge.exposeInMainWorld('connect', connect)
