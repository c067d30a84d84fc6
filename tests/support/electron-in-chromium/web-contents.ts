import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { HandlerDetails, WebContents, WebFrameMain, WebPreferences } from 'electron'
import type { Page } from 'playwright-core'
import { cancelable, standIn } from '../electron-double/recorded.ts'
import { answer, frameOf } from './ipc.ts'
import { watchNavigation } from './navigation.ts'
import { newPage, onOtherPage } from './new-page.ts'
import { preloadScript } from './preload-world.ts'
import { fromChromium, toChromium } from './scheme.ts'
import type { SessionDouble } from './session.ts'

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]
type Used =
  'id' | 'getURL' | 'isDestroyed' | 'loadURL' | 'reload' | 'send' | 'setWindowOpenHandler' | 'setZoomLevel'

let lastId = 0

/** What a window shows: a page of the partition's Chromium, opened at once and used when it is there. */
export class Contents extends EventEmitter implements Pick<WebContents, Used> {
  readonly id = (lastId += 1)
  readonly session: SessionDouble
  readonly opening: Promise<Page>
  private page: Page | null = null
  private openHandler: OpenHandler | null = null
  /** What main itself loads asks no listener. */
  private readonly ours = new Set<string>()

  constructor(session: SessionDouble, { preload }: WebPreferences) {
    super()
    this.session = session
    this.opening = this.open(preload)
  }

  getURL = () => fromChromium(this.page?.url() ?? '')
  isDestroyed = () => this.page?.isClosed() ?? false
  // Chromium's own: no page can be told from outside.
  setZoomLevel = () => undefined
  reload = () => void this.page?.reload().catch(() => undefined)
  setWindowOpenHandler = (handler: OpenHandler) => {
    this.openHandler = handler
  }

  get mainFrame(): WebFrameMain {
    return this.page
      ? frameOf(this.page.mainFrame())
      : standIn<WebFrameMain>({ origin: 'null', parent: null })
  }

  async loadURL(url: string): Promise<void> {
    const address = toChromium(url)
    this.ours.add(new URL(address).href)
    await this.session.settle(address)
    await (await this.opening).goto(address, { waitUntil: 'commit' })
  }

  send(channel: string, ...args: unknown[]): void {
    const received = this.page?.evaluate(
      ([name, given]) => {
        const receive: unknown = Reflect.get(window, 'electronReceive')
        if (typeof receive === 'function') Reflect.apply(receive, undefined, [name, given])
      },
      [channel, args] as const,
    )
    // A page that is going away hears nothing any more.
    received?.catch(() => undefined)
  }

  private async open(preload: string | undefined): Promise<Page> {
    const { context } = await this.session.profile()
    const page = await newPage(context)
    await page.exposeBinding('electronInvoke', ({ frame }, channel: string, ...args: unknown[]) =>
      answer(this, frame, channel, args),
    )
    if (preload !== undefined)
      await page.addInitScript({ content: preloadScript(readFileSync(preload, 'utf8')) })
    await watchNavigation(page, this, this.ours)
    onOtherPage(context, async (other) => {
      // A middle click leaves no opener behind; it asks all the same.
      if (((await other.opener()) ?? page) !== page) return
      const answered = this.openHandler?.(standIn<HandlerDetails>({ url: other.url() }))
      if (answered?.action === 'deny') await other.close()
    })
    page.on('download', (download) => {
      const event = cancelable({})
      this.session.emit('will-download', event, { getURL: () => download.url() }, this)
      if (event.defaultPrevented) void download.cancel()
    })
    this.page = page
    return page
  }
}
