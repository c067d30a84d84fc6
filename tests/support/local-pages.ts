import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import { z } from 'zod'
import { servePages } from '../../main/local-pages/serve.ts'
import type { ConnectView, LocalPageName, SettingsView } from '../../shared/local-pages.ts'

const origin = 'https://local-pages.test'

/** Builds the shell's own pages into a folder of their own, and answers it. */
export async function buildLocalPages(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'weftid-pages-'))
  const configFile = join(import.meta.dirname, '../../renderer/local-pages/vite.config.ts')
  await build({ configFile, logLevel: 'warn', build: { outDir } })
  return outDir
}

/** Opens one of the shell's own pages with its own headers, as the shell would after saying `view`. */
export async function openLocalPage(
  page: Page,
  folder: string,
  name: LocalPageName,
  view: ConnectView | SettingsView,
): Promise<void> {
  const serve = servePages(folder)
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const answer = await serve({ url: `weftid-pages://local${pathname}`, method: route.request().method() })
    const body = Buffer.from(await answer.arrayBuffer())
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body })
  })
  await page.addInitScript(
    ([bridge, first]) => {
      const asked: unknown[] = []
      const listeners: ((view: unknown) => void)[] = []
      // Every verb there is: it notes that it was called, and answers nothing; only the view is known.
      const verbs = new Proxy(
        {},
        {
          get: (_target, verb) => (argument: unknown) => {
            if (typeof argument === 'function') {
              listeners.push((view) => void Reflect.apply(argument, undefined, [view]))
              return () => undefined
            }
            asked.push(argument === undefined ? [verb] : [verb, argument])
            return Promise.resolve(verb === 'view' ? first : verb === 'check' ? 'not-https' : undefined)
          },
        },
      )
      const tell = (view: unknown) => {
        for (const hear of listeners) hear(view)
      }
      Object.assign(globalThis, { [bridge]: verbs, asked, tell })
    },
    [name, view] as const,
  )
  await page.goto(`${origin}/${name}.html`)
}

/** What the page asked of the shell, in order, but for its views. */
export async function askedOf(page: Page): Promise<unknown[]> {
  const asked = z
    .array(z.array(z.unknown()))
    .parse(await page.evaluate((): unknown => Reflect.get(globalThis, 'asked')))
  return asked.filter(([verb]) => verb !== 'view')
}

/** Says a view to the open page, as the shell does when something has changed. */
export async function tellView(page: Page, view: ConnectView): Promise<void> {
  await page.evaluate((said) => {
    const tell: unknown = Reflect.get(globalThis, 'tell')
    if (typeof tell === 'function') Reflect.apply(tell, undefined, [said])
  }, view)
}
