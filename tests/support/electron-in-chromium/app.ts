import { app } from '../electron-double/app.ts'
import { cancelable } from '../electron-double/recorded.ts'

/** How the process goes, by whoever knows what is still open: windows say whether they let go, browsers end. */
export const leaving: { closeWindows: () => boolean; end: () => Promise<void> } = {
  closeWindows: () => true,
  end: () => Promise.resolve(),
}

/** Whether a quit is under way: closing the last window then is no news. */
export const quitting = { now: false }

// As Electron's: windows first, each of which may refuse, then `will-quit`, which may hold it up.
app.quit = Object.assign(
  () => {
    const before = cancelable({})
    app.emit('before-quit', before)
    quitting.now = !before.defaultPrevented && leaving.closeWindows()
    if (!quitting.now) return
    const event = cancelable({})
    app.emit('will-quit', event)
    if (!event.defaultPrevented) void leave(0)
  },
  { calls: [] },
)

app.exit = Object.assign((code?: number) => void leave(code ?? 0), { calls: [] })

let isLeaving = false

async function leave(code: number): Promise<void> {
  if (isLeaving) return
  isLeaving = true
  app.emit('quit')
  await leaving.end()
  process.exit(code)
}

export { app }
