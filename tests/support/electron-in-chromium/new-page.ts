import type { BrowserContext, Page } from 'playwright-core'

/** How many pages main is opening at the moment, which arrive as news like any other. */
const expected = new WeakMap<BrowserContext, number>()

const change = (context: BrowserContext, by: number) =>
  expected.set(context, (expected.get(context) ?? 0) + by)

/** A page that main asked for. */
export async function newPage(context: BrowserContext): Promise<Page> {
  change(context, 1)
  try {
    return await context.newPage()
  } finally {
    change(context, -1)
  }
}

/** Calls `meet` for every page that main did not ask for: Chromium opens it first, and Electron would have asked. */
export function onOtherPage(context: BrowserContext, meet: (page: Page) => Promise<void>): void {
  context.on('page', (page) => {
    if ((expected.get(context) ?? 0) > 0) return
    // It may be gone before it is looked at.
    meet(page).catch(() => undefined)
  })
}
