import type { BrowserWindow } from 'electron'
import type { ConnectView } from '../../shared/local-pages.ts'
import { createConnectPage, type ConnectActs } from './connect-page.ts'

/** The shell's own page, and what it shows. */
export interface Stage {
  view(): ConnectView
  window(): BrowserWindow | undefined
  /** Shows `view`, whatever was shown before. */
  show(view: ConnectView): void
  /** Shows `view` unless the person is choosing a server. */
  offer(view: ConnectView): void
  /** Whether the page is about a server that nobody has decided on yet. */
  isChoosing(): boolean
  /** Ends the choosing, if the person was at it: what is offered is shown again. */
  endChoosing(): void
  /** Closes the page, for the server's own to take its place. */
  putAway(): void
}

/** Sets the stage; the page's buttons do `acts`. */
export function createStage(acts: Omit<ConnectActs, 'view'>): Stage {
  let view: ConnectView = { view: 'opening', server: null }
  let isChoosing = false
  const closed = () => {
    isChoosing = false
    acts.closed()
  }
  const page = createConnectPage({ ...acts, closed, view: () => view })
  const draw = (next: ConnectView) => {
    view = next
    page.draw()
  }
  return {
    view: () => view,
    window: () => page.window(),
    show(next) {
      isChoosing = next.view !== 'opening'
      draw(next)
    },
    offer(next) {
      if (!isChoosing) draw(next)
    },
    isChoosing: () => isChoosing,
    endChoosing() {
      isChoosing = false
    },
    putAway() {
      isChoosing = false
      page.putAway()
    },
  }
}
