import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { run, say, tool } from './script.ts'

export interface Found {
  name: string
  path: string
}

const programFiles = [
  process.env['PROGRAMFILES'],
  process.env['PROGRAMFILES(X86)'],
  process.env['LOCALAPPDATA'],
]

/** A Chromium that draws no windows and toolbars, which nobody sees in tests: a quarter less time. */
const windowless = 'chromium-headless-shell'

/** Where each system keeps a browser of the Chromium family. */
const places: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    windowless,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ].map((name) => `/usr/bin/${name}`),
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: programFiles.flatMap((folder) =>
    folder
      ? [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]
      : [],
  ),
}

/**
 * A Chromium, Chrome or Edge of this machine, or one that is installed now; one that can open windows where these are
 * needed. Throws where none can be had.
 */
export async function findChromium(needs: 'pages' | 'windows'): Promise<Found> {
  const found = look(needs) ?? (await install(needs))
  if (!found) throw new Error('No Chromium, Chrome or Edge was found, and none could be installed.')
  return found
}

function look(needs: 'pages' | 'windows'): Found | undefined {
  const given = process.env['CHROMIUM_PATH']
  const paths = [given ?? '', ...(places[process.platform] ?? []), chromium.executablePath()]
  const fits = (path: string) => needs === 'pages' || !path.endsWith(windowless)
  const path = paths.find((candidate) => candidate !== '' && fits(candidate) && existsSync(candidate))
  return path === undefined ? undefined : { path, name: path }
}

async function install(needs: 'pages' | 'windows'): Promise<Found | undefined> {
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say('No browser here: installing Debian’s Chromium.')
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
    const get = (name: string) => apt('install', '-y', '--no-install-recommends', name)
    if (apt('update') && ((needs === 'pages' && get(windowless)) || get('chromium'))) return look(needs)
  }
  say('No browser here: installing Playwright’s Chromium.')
  await run(tool.playwright, ['install', '--with-deps', 'chromium'])
  return look(needs)
}
