import { EventEmitter } from 'node:events'
import type { BrowserWindow as Real, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { app } from './app.ts'
import { recorded } from './recorded.ts'
import { session } from './session.ts'
import { createContents, type ContentsDouble } from './web-contents.ts'

type Used =
  | 'close'
  | 'focus'
  | 'getNormalBounds'
  | 'hide'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'setContentProtection'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'show'

/** A class only because Electron's is one: windows are made with `new`. */
export class BrowserWindow extends EventEmitter implements Pick<Real, Used> {
  static readonly opened: BrowserWindow[] = []
  static fromWebContents = ({ id }: { id: number }) =>
    BrowserWindow.opened.find(({ webContents }) => webContents.id === id) ?? null
  static getAllWindows = () => BrowserWindow.opened.filter(({ destroyed }) => !destroyed)
  readonly options: BrowserWindowConstructorOptions
  readonly webContents: ContentsDouble
  maximized = false
  minimized = false
  destroyed = false
  visible = false
  readonly focus = recorded(() => undefined)
  readonly setContentProtection = recorded<[isProtected: boolean], undefined>(() => undefined)
  readonly show = recorded(() => {
    this.visible = true
    this.emit('show')
  })
  readonly hide = recorded(() => {
    this.visible = false
  })
  readonly setBackgroundColor = recorded<[colour: string], undefined>(() => undefined)
  readonly setBounds = recorded<[bounds: Partial<Rectangle>], undefined>(() => undefined)
  readonly loadURL = recorded((url: string) => {
    this.webContents.show(url)
    return Promise.resolve()
  })

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
    this.webContents = createContents(session.fromPartition(options.webPreferences?.partition ?? ''))
    app.emit('web-contents-created', {}, this.webContents)
    BrowserWindow.opened.push(this)
  }

  getNormalBounds = () => ({
    x: this.options.x ?? 10,
    y: this.options.y ?? 20,
    width: this.options.width ?? 800,
    height: this.options.height ?? 600,
  })
  isDestroyed = () => this.destroyed
  isMaximized = () => this.maximized
  isMinimized = () => this.minimized
  isVisible = () => this.visible && !this.destroyed
  maximize = () => {
    this.maximized = true
  }
  restore = () => {
    this.minimized = false
  }

  /** By the app or by the person, as Electron does it. */
  close(): void {
    if (this.destroyed) return
    this.emit('close')
    this.destroyed = true
    this.emit('closed')
    if (BrowserWindow.opened.every((window) => window.destroyed)) app.emit('window-all-closed')
  }
}
