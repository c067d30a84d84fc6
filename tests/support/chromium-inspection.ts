import type { Page } from '@playwright/test'
import axe from 'axe-core'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const
export const schemes = ['light', 'dark'] as const

/** Shows the page in both colour schemes and both sizes, calling `look` in each. */
export async function inEveryLook(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const before = page.viewportSize()
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      await settled(page)
      await look(`${colorScheme}-${size.width}x${size.height}`)
    }
  }
  if (before) await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: null })
}

/** Fonts are there and whatever moved has come to rest. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    // Asked again each time: one whose element is gone meanwhile never finishes.
    while (document.getAnimations().some(({ playState }) => playState === 'running')) await frame()
    await frame()
    await frame()
  })
}

/** Axe stays in a page until it is loaded anew: putting it there takes longer than what it does. */
async function violationsOf(page: Page): Promise<axe.Result[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
    rules,
  )
  return violations
}

/** What is wrong with the page as it is shown now: WCAG 2.2 AA by axe, and nothing cut off or scrolling sideways. */
export async function faultsOf(page: Page): Promise<string[]> {
  const violations = await violationsOf(page)
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
  const sideways = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const excess = scrollWidth - clientWidth
    // A card clips what does not fit, and what is clipped cannot be pressed.
    const clipped = [...document.querySelectorAll('.card :is(button, a)')].filter((control) => {
      const card = control.closest('.card')
      return card && control.getBoundingClientRect().right > card.getBoundingClientRect().right
    })
    const cut = clipped.map(({ textContent }) => `"${textContent}" is cut off`)
    return excess > 0 ? [...cut, `scrolls sideways by ${excess} px`] : cut
  })
  return [...found, ...sideways]
}
