import { ipcMain } from 'electron'
import type { z } from 'zod'
import type { IpcNotices, IpcRequests } from '../shared/ipc.ts'
import { isOurMainFrame, type OurPage } from './our-page.ts'

/** Answers one request channel: only for the app's own page, and only with arguments that `args` accepts. */
export function handle<C extends keyof IpcRequests>(
  page: OurPage,
  channel: C,
  args: z.ZodType<Parameters<IpcRequests[C]>>,
  answer: (...args: Parameters<IpcRequests[C]>) => ReturnType<IpcRequests[C]>,
): void {
  ipcMain.handle(channel, (event, ...given: unknown[]) => {
    if (!isOurMainFrame(event, page)) throw new Error(`${channel} is refused`)
    const parsed = args.safeParse(given)
    if (!parsed.success) throw new Error(`${channel} was asked wrongly`)
    return answer(...parsed.data)
  })
}

/** Tells the page one notice, if its window is open and still on our origin. */
export function notify<C extends keyof IpcNotices>(page: OurPage, channel: C, notice: IpcNotices[C]): void {
  const contents = page.contents()
  if (contents?.mainFrame.origin === page.origin) contents.send(channel, notice)
}
