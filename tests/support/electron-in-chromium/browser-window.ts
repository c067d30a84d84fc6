import { EventEmitter } from 'node:events'
import type { BrowserWindow as Real, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { cancelable, recorded } from '../electron-double/recorded.ts'
import { app, leaving, quitting } from './app.ts'
import { closeProfiles } from './profile.ts'
import { session } from './session.ts'
import { tellTest } from './test-side.ts'
import { Contents } from './web-contents.ts'

type Used =
  | 'close'
  | 'focus'
  | 'getNormalBounds'
  | 'hide'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setContentProtection'
  | 'show'

const open: BrowserWindow[] = []

/** A class only because Electron's is one: windows are made with `new`. */
export class BrowserWindow extends EventEmitter implements Pick<Real, Used> {
  static getAllWindows = () => [...open]
  static fromWebContents = ({ id }: { id: number }) => open.find((window) => window.id === id) ?? null
  readonly id: number
  readonly options: BrowserWindowConstructorOptions
  readonly webContents: Contents
  readonly state = { maximized: false, minimized: false, destroyed: false, visible: false, protected: false }

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    const preferences = options.webPreferences ?? {}
    this.options = options
    this.webContents = new Contents(session.fromPartition(preferences.partition ?? ''), preferences)
    this.id = this.webContents.id
    app.emit('web-contents-created', {}, this.webContents)
    open.push(this)
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'))
    this.introduce().catch((cause: unknown) => {
      // Closed again before anybody could be told of it.
      if (!this.state.destroyed) throw cause
    })
  }

  isDestroyed = () => this.state.destroyed
  isFocused = () => this.state.visible
  isMaximized = () => this.state.maximized
  isMinimized = () => this.state.minimized
  isVisible = () => this.state.visible
  focus = recorded(() => {
    this.emit('focus')
  })
  getNormalBounds = (): Rectangle => ({
    x: this.options.x ?? 10,
    y: this.options.y ?? 20,
    width: this.options.width ?? 800,
    height: this.options.height ?? 600,
  })
  loadURL = (url: string) => this.webContents.loadURL(url)
  maximize = () => {
    this.state.maximized = true
  }
  restore = () => {
    this.state.minimized = false
  }
  // What a page has no part in.
  setBackgroundColor = () => undefined
  setBounds = () => undefined
  setContentProtection = (isProtected: boolean) => {
    this.state.protected = isProtected
  }
  hide = () => {
    this.state.visible = false
    this.emit('hide')
  }
  show = () => {
    this.state.visible = true
    this.emit('show')
  }

  /** Asks whether it may, then goes; its page goes with it. */
  close(): void {
    const event = cancelable({})
    this.emit('close', event)
    if (event.defaultPrevented) return
    this.gone()
    void this.webContents.opening.then((page) => page.close())
  }

  private gone(): void {
    if (this.state.destroyed) return
    this.state.destroyed = true
    open.splice(open.indexOf(this), 1)
    tellTest({ closed: this.id })
    this.emit('closed')
    if (open.length === 0 && !quitting.now) app.emit('window-all-closed')
  }

  // Tells the test where the page is, and minds that a test closes it as a person would.
  private async introduce(): Promise<void> {
    const page = await this.webContents.opening
    const { width, height } = this.getNormalBounds()
    await page.setViewportSize({ width, height })
    page.on('close', () => {
      if (this.state.destroyed) return
      this.emit('close', cancelable({}))
      this.gone()
    })
    const { endpoint } = await this.webContents.session.profile()
    const devtools = await page.context().newCDPSession(page)
    const { targetInfo } = await devtools.send('Target.getTargetInfo')
    tellTest({ opened: { id: this.id, endpoint, targetId: targetInfo.targetId } })
  }
}

leaving.closeWindows = () => {
  quitting.now = true
  for (const window of BrowserWindow.getAllWindows()) window.close()
  return open.length === 0
}
leaving.end = closeProfiles
