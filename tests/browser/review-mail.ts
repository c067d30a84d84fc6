import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import type { Facts } from '../../server/notices/facts.ts'
import { isNoticeKind, watchersOf, type NoticeKind } from '../../server/notices/kinds.ts'
import { renderMail } from '../../server/notices/render.ts'
import { schemes } from '../support/chromium-inspection.ts'

const surroundings = {
  name: 'WeftID',
  origin: 'https://id.example.org',
  support: 'IT help desk, extension 4400',
}
const jonas = { id: 'jonas', name: 'Jonas Berg' }
const maren = { id: 'maren', name: 'Maren Voss', role: 'helpdesk' as const }
const byAnother: readonly NoticeKind[] = ['temporary-pass.issued']

function factsOf(kind: NoticeKind): Facts {
  const isByAnother = byAnother.includes(kind)
  return {
    at: '2026-11-09T14:12:00.000Z',
    actor: isByAnother ? maren : { ...jonas, role: 'user' },
    owner: jonas,
    passkey: kind.startsWith('passkey.') ? 'Windows Hello on DESK-42' : null,
    reason: isByAnother ? 'Laptop stolen on the train between Hamburg and Bremen' : null,
    ticket: isByAnother ? 'HD-2291' : null,
    count: isByAnother ? 60 : 2,
    address: '10.20.4.31',
    client: 'WeftID on Windows',
  }
}

interface Mail {
  kind: NoticeKind
  facts: Facts
  role: 'owner' | 'watcher'
  name: string
}

/** Every mail there is as a mail program shows it, wide and narrow, light and dark. */
export async function reviewMails(browser: Browser, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const revoked = { ...factsOf('temporary-pass.issued'), count: 1, passkey: 'Windows Hello on DESK-42' }
  const mails: Mail[] = Object.keys(watchersOf)
    .filter(isNoticeKind)
    .flatMap((kind) => {
      const mail = { kind, facts: factsOf(kind), role: 'owner' as const, name: kind }
      const watcher = { ...mail, role: 'watcher' as const, name: `${kind}-watcher` }
      return watchersOf[kind].length > 0 ? [mail, watcher] : [mail]
    })
  mails.push({ kind: 'passkey.revoked', facts: revoked, role: 'owner', name: 'passkey.revoked-by-another' })
  const address = 'jonas.berg@example.org'
  for (const colorScheme of schemes)
    for (const width of [600, 360]) {
      const page = await browser.newPage({ viewport: { width, height: 400 }, colorScheme })
      for (const { name, facts, ...row } of mails) {
        await page.setContent(
          renderMail({ ...row, address, facts: JSON.stringify(facts) }, surroundings).html,
        )
        await page.screenshot({
          path: join(folder, `mail-${name}-${colorScheme}-${width}.png`),
          fullPage: true,
        })
      }
      await page.close()
    }
}
