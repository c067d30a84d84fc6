import { BrowserWindow } from 'electron'
import { z } from 'zod'
import type { PickerView } from '../../shared/local-pages.ts'
import { handleLocal } from '../local-pages/ipc.ts'
import { openPage } from '../local-pages/window.ts'
import type { OurPage } from '../our-page.ts'

/** Asks the person; answers the place in the list, or null where they pick none. Never rejects. */
export type Pick = (question: PickerView) => Promise<number | null>

const size = { width: 440, height: 480, minWidth: 360, minHeight: 320 }
/** As long as a ceremony takes at most. */
const patience = 5 * 60_000

interface Open {
  question: PickerView
  window: BrowserWindow
  settle: (place: number | null) => void
}

/**
 * Makes questions askable: each in a window of the shell's own over the server's, of which the server's page sees
 * nothing and where it can press nothing. One at a time; a newer one takes the place of the older.
 */
export function createPicker(page: OurPage): Pick {
  let open: Open | null = null
  const ours = { name: 'picker', window: () => open?.window } as const
  handleLocal(ours, 'picker:view', z.tuple([]), () => {
    if (open === null) throw new Error('There is no question.')
    return Promise.resolve(open.question)
  })
  handleLocal(ours, 'picker:pick', z.tuple([z.int().min(0).nullable()]), (place) => {
    open?.settle(place !== null && place < open.question.options.length ? place : null)
    return Promise.resolve()
  })
  return (question) => {
    open?.settle(null)
    return new Promise((resolve) => {
      const window = openPage('picker', { ...size, ...over(page), title: question.title })
      const timer = setTimeout(() => {
        settle(null)
      }, patience)
      const settle = (place: number | null) => {
        clearTimeout(timer)
        if (open?.window === window) open = null
        resolve(place)
        if (!window.isDestroyed()) window.close()
      }
      open = { question, window, settle }
      window.once('ready-to-show', () => {
        window.show()
      })
      window.once('closed', () => {
        settle(null)
      })
    })
  }
}

function over(page: OurPage) {
  const contents = page.contents()
  const parent = contents && BrowserWindow.fromWebContents(contents)
  const plain = { minimizable: false, maximizable: false, fullscreenable: false }
  return parent ? { ...plain, parent, modal: true } : plain
}
