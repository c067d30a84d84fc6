import type { Frame, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** What a frame that got hold of raw IPC would do: the double gives every frame that hold. */
const invoke = (frame: Frame, channel: string, ...args: unknown[]) =>
  frame.evaluate(
    async ([name, given]) => {
      const ipc: unknown = Reflect.get(window, 'electronInvoke')
      if (typeof ipc !== 'function') return 'no IPC'
      try {
        const answered: unknown = await Reflect.apply(ipc, undefined, [name, ...given])
        return ['answered', answered]
      } catch (error) {
        return String(error)
      }
    },
    [channel, args] as const,
  )

async function addFrame(page: Page, src: string): Promise<Frame> {
  const attached = page.waitForEvent('frameattached')
  await page.evaluate((from) => {
    const frame = document.createElement('iframe')
    frame.src = from
    document.body.append(frame)
  }, src)
  return attached
}

test('main answers its own page, and no frame in it, no wrong type, no unknown channel', async ({
  desktop,
}) => {
  const { page } = desktop
  expect(await invoke(page.mainFrame(), 'desktop:facts')).toEqual(['answered', expect.anything()])
  expect(await invoke(page.mainFrame(), 'desktop:facts', 1)).toMatch('asked wrongly')
  expect(await invoke(page.mainFrame(), 'desktop:everything')).toMatch('No handler')
  const inside = await addFrame(page, 'about:blank')
  expect(await invoke(inside, 'desktop:facts')).toMatch('refused')
  expect(await inside.evaluate(() => 'desktop' in window)).toBe(false)
})

test('main answers nobody once its window shows another origin', async ({ desktop }) => {
  const { page } = desktop
  // Nothing of ours leads there; this is what a hole in the navigation rules would open.
  await page.goto('about:blank')
  expect(await invoke(page.mainFrame(), 'desktop:facts')).toMatch('refused')
})
