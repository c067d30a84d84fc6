import type { BrowserWindow } from 'electron'
import { z } from 'zod'
import type { AddressFault, ConnectView } from '../../shared/local-pages.ts'
import { handleLocal, notifyLocal, type LocalPage } from '../local-pages/ipc.ts'
import { openPage } from '../local-pages/window.ts'
import { placement, rememberPlace } from '../window-place.ts'
import { focusWindow } from '../window.ts'

/** What a person can do on the page of servers. */
export interface ConnectActs {
  view(): ConnectView
  check(typed: string): AddressFault | null
  confirm(): void
  forget(origin: string): void
  useThisComputer(): void
  retry(): void
  choose(): void
  back(): void
  openSettings(): void
  /** The page can be seen, and what it covers may go. */
  shown(): void
  /** The person closed the page. */
  closed(): void
}

/** The shell's own window: whatever there is to say while no server's page is shown. */
export interface ConnectPage {
  window(): BrowserWindow | undefined
  /** Shows the view of now, in a window opened for it if there is none. */
  draw(): void
  /** Puts it away without counting as closed by the person. */
  putAway(): void
}

/** Makes the page of servers answer to `acts`. */
export function createConnectPage(acts: ConnectActs): ConnectPage {
  let window: BrowserWindow | undefined
  const page: LocalPage = { name: 'connect', window: () => window }
  answerPage(page, acts)

  function open(): void {
    const opened = openPage('connect', placement())
    rememberPlace(opened)
    opened.once('ready-to-show', () => {
      if (window !== opened) return
      focusWindow(opened)
      acts.shown()
    })
    opened.once('closed', () => {
      if (window !== opened) return
      window = undefined
      acts.closed()
    })
    window = opened
  }

  return {
    window: () => window,
    draw() {
      if (!window) {
        open()
        return
      }
      notifyLocal(page, 'connect:view', acts.view())
      if (window.isVisible()) acts.shown()
    },
    putAway() {
      const left = window
      window = undefined
      left?.close()
    },
  }
}

const nothing = z.tuple([])

function answerPage(page: LocalPage, acts: ConnectActs): void {
  const act = (
    channel: `connect:${'confirm' | 'this-computer' | 'retry' | 'choose' | 'back' | 'settings'}`,
    run: () => void,
  ) => {
    handleLocal(page, channel, nothing, () => {
      run()
      return Promise.resolve()
    })
  }
  handleLocal(page, 'connect:view', nothing, () => Promise.resolve(acts.view()))
  handleLocal(page, 'connect:check', z.tuple([z.string().max(2000)]), (typed) =>
    Promise.resolve(acts.check(typed)),
  )
  handleLocal(page, 'connect:forget', z.tuple([z.string().max(300)]), (origin) => {
    acts.forget(origin)
    return Promise.resolve()
  })
  act('connect:confirm', () => acts.confirm())
  act('connect:this-computer', () => acts.useThisComputer())
  act('connect:retry', () => acts.retry())
  act('connect:choose', () => acts.choose())
  act('connect:back', () => acts.back())
  act('connect:settings', () => acts.openSettings())
}
