import { ipcMain, type BrowserWindow } from 'electron'
import type { z } from 'zod'
import type { LocalNotices, LocalPageName, LocalRequests } from '../../shared/local-pages.ts'
import { isOurMainFrame } from '../our-page.ts'
import { localOrigin } from './serve.ts'

/** One of the shell's own pages, and the window that shows it (none while closed). */
export interface LocalPage {
  readonly name: LocalPageName
  window(): BrowserWindow | undefined
}

/** Answers one channel of a local page: asked by its own window only, and only with arguments that `args` accepts. */
export function handleLocal<C extends keyof LocalRequests & `${LocalPageName}:${string}`>(
  page: LocalPage,
  channel: C,
  args: z.ZodType<Parameters<LocalRequests[C]>>,
  answer: (...args: Parameters<LocalRequests[C]>) => ReturnType<LocalRequests[C]>,
): void {
  const ours = { origin: localOrigin, contents: () => page.window()?.webContents }
  ipcMain.handle(channel, (event, ...given: unknown[]) => {
    if (!channel.startsWith(`${page.name}:`) || !isOurMainFrame(event, ours))
      throw new Error(`${channel} is refused`)
    const parsed = args.safeParse(given)
    if (!parsed.success) throw new Error(`${channel} was asked wrongly`)
    return answer(...parsed.data)
  })
}

/** Tells a local page one notice, if its window is open. */
export function notifyLocal<C extends keyof LocalNotices>(
  page: LocalPage,
  channel: C,
  notice: LocalNotices[C],
): void {
  const contents = page.window()?.webContents
  if (contents?.mainFrame.origin === localOrigin) contents.send(channel, notice)
}
