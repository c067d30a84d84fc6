import type { Browser, BrowserContext, Page } from '@playwright/test'
import { watch, type Watch } from '../support/chromium-watch.ts'
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts'

export type Device = Parameters<typeof addVirtualAuthenticator>[1]

/** A computer somebody sits at: a browser of its own with one page and one built-in authenticator. */
export interface Computer extends Watch {
  context: BrowserContext
  page: Page
  authenticator: VirtualAuthenticator
  /** Another page in the same browser, at the same address. */
  openTab: () => Promise<Page>
}

/** A new computer, at the server's address and as yet on no page of the product: at its icon. */
export async function openComputer(browser: Browser, url: string, device: Device = {}): Promise<Computer> {
  const context = await browser.newContext({ baseURL: url })
  const { complaints, openStreams } = await watch(context)
  const page = await context.newPage()
  const authenticator = await addVirtualAuthenticator(page, device)
  await page.goto('/icon.svg')
  const openTab = async () => {
    const tab = await context.newPage()
    await tab.goto(page.url())
    return tab
  }
  return { context, page, authenticator, complaints, openStreams, openTab }
}
