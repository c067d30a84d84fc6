import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { inEveryLook } from '../support/chromium-inspection.ts'

/** Takes a picture of the page as it is, in every look; of the whole page or of what is in view. */
export type Shoot = (name: string, whole?: boolean) => Promise<void>

/** Pictures of this page, into this folder. */
export async function shooting(page: Page, folder: string): Promise<Shoot> {
  await mkdir(folder, { recursive: true })
  return (name, whole = false) =>
    inEveryLook(page, async (look) => {
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: whole })
    })
}
