import { readFile } from 'node:fs/promises'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import { chromiumArgs } from '../chromium-args.ts'
import { app } from './app.ts'

/** A running Chromium with one partition's files, and where a debugger finds it. */
export interface Profile {
  context: BrowserContext
  endpoint: string
}

const running = new Map<string, Promise<Profile>>()
const preparing = new Map<string, (context: BrowserContext) => Promise<void>>()

/** Has `prepare` run before anything is opened in a partition: no Chromium is started for it alone. */
export function prepareProfile(partition: string, prepare: (context: BrowserContext) => Promise<void>): void {
  preparing.set(partition, prepare)
}

/** The profile of a partition, started when it is first asked for: kept in the app's folder if `persist:`. */
export function profileOf(partition: string): Promise<Profile> {
  const known = running.get(partition)
  if (known) return known
  const profile = launch(folderOf(partition)).then(async (launched) => {
    await preparing.get(partition)?.(launched.context)
    return launched
  })
  running.set(partition, profile)
  return profile
}

/** Ends every Chromium in good order, so that what it keeps is on the disk. */
export async function closeProfiles(): Promise<void> {
  const profiles = await Promise.allSettled(running.values())
  await Promise.allSettled(
    profiles.map(async (each) => {
      if (each.status === 'fulfilled') await each.value.context.close()
    }),
  )
}

function folderOf(partition: string): string {
  if (partition === '') return join(app.getPath('userData'), 'Default')
  const kept = /^persist:(.+)$/.exec(partition)?.[1]
  return kept === undefined
    ? mkdtempSync(join(app.getPath('userData'), 'in-memory-'))
    : join(app.getPath('userData'), 'Partitions', kept)
}

async function launch(folder: string): Promise<Profile> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env['WEFTID_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...chromiumArgs, '--remote-debugging-port=0'],
    viewport: null,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  })
  const [port = ''] = (await readFile(join(folder, 'DevToolsActivePort'), 'utf8')).split('\n')
  return { context, endpoint: `http://127.0.0.1:${port}` }
}
