import { hostname } from 'node:os'
import { app } from 'electron'
import { z } from 'zod'
import type { DesktopFacts } from '../shared/ipc.ts'
import { handle } from './ipc.ts'
import type { OurPage } from './our-page.ts'

const noArguments = z.tuple([])

/** Lets the page ask what computer and which shell it runs in. */
export function tellFacts(page: OurPage): void {
  handle(page, 'desktop:facts', noArguments, () =>
    Promise.resolve({
      platform: platformName(process.platform),
      version: app.getVersion(),
      computerName: computerName(hostname()),
    }),
  )
}

/** The computer's name as its owner would say it: without the network's part, and no longer than a label. */
export function computerName(host: string): string {
  return (host.split('.')[0] ?? host).slice(0, 60)
}

function platformName(platform: NodeJS.Platform): DesktopFacts['platform'] {
  if (platform === 'win32') return 'windows'
  return platform === 'darwin' ? 'macos' : 'linux'
}
