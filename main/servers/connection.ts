import type { BrowserWindow } from 'electron'
import type { LocalServer } from '../local-server.ts'
import type { OurPage } from '../our-page.ts'
import { focusWindow, openWindow } from '../window.ts'
import type { Target } from './choice.ts'

/** What the app works with at the moment, and the window on it. */
export interface Connection {
  /** What everything else is bound to; it follows the server. */
  readonly page: OurPage
  /** Leaves the server of now, window and all, and works with `target` from then on. */
  use(target: Target): Promise<void>
  /** Brings the window to the front, opened again if it was closed. */
  show(): void
  /** Calls `hear` whenever a server is left: what is under way there must end. */
  onLeave(hear: () => void): void
}

/** Starts without a server; `use` gives it one. */
export function createConnection(local: LocalServer): Connection {
  const leaving: (() => void)[] = []
  let origin: string | null = null
  let window: BrowserWindow | undefined

  function show(): void {
    if (window) focusWindow(window)
    else if (origin !== null) open(origin)
  }

  function open(at: string): void {
    const opened = openWindow(at)
    window = opened
    opened.once('closed', () => {
      if (window === opened) window = undefined
    })
  }

  return {
    page: {
      get origin() {
        return origin
      },
      contents: () => window?.webContents,
    },
    async use(target) {
      if (origin !== null) for (const hear of leaving) hear()
      const left = window
      origin = null
      window = undefined
      left?.hide()
      if (target.kind === 'server') await local.stop()
      origin = target.kind === 'server' ? target.origin : await local.start()
      show()
      // Only now: without any window the app would quit.
      left?.close()
    },
    show,
    onLeave: (hear) => void leaving.push(hear),
  }
}
