import { expect, type Page } from '@playwright/test'
import { faultsOf, inEveryLook } from '../support/chromium-inspection.ts'

/** Notes every fault of the page in each look; the test goes on and fails at its end. */
export async function inspect(page: Page, name: string): Promise<void> {
  await inEveryLook(page, async (look) => {
    expect.soft(await faultsOf(page), `${name}, ${look}`).toEqual([])
  })
}
