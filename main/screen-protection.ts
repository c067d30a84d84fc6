import { app, BrowserWindow } from 'electron'
import { z } from 'zod'
import { handle } from './ipc.ts'
import type { OurPage } from './our-page.ts'

/** Lets the page keep the window out of pictures while it shows secrets; whatever page comes next starts without. */
export function protectOnRequest(page: OurPage): void {
  const protect = (isProtected: boolean) => {
    const contents = page.contents()
    if (contents) BrowserWindow.fromWebContents(contents)?.setContentProtection(isProtected)
  }
  handle(page, 'screen:protect', z.tuple([z.boolean()]), (isProtected) => {
    protect(isProtected)
    return Promise.resolve()
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.on('did-navigate', () => {
      if (contents.id === page.contents()?.id) protect(false)
    })
  })
}
