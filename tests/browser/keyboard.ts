import { expect, type Locator, type Page } from '@playwright/test'

/** Whether the focus can be seen: a ring of two pixels on what has it, or on what stands for it. */
function hasRing(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    let element = document.activeElement
    for (let up = 0; element && up < 4; up++, element = element.parentElement) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return true
      if (up === 0 && boxShadow !== 'none') return true
    }
    return false
  })
}

/** Presses Tab until `target` has the focus, which must be visible at every stop. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < 40; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? '')
    if (!focused.startsWith('<body')) expect(await hasRing(page), `a ring on ${focused}`).toBe(true)
  }
  await expect(target).toBeFocused()
}
