import { defineConfig } from '@playwright/test'
import { findChromium } from '../../.ci/chromium.ts'
import { chromiumArgs } from '../support/chromium-args.ts'
import type { ShellOption } from '../desktop/fixtures.ts'

/** The journeys of `tests/desktop` on Electron's own runtime. */
export default defineConfig<object, ShellOption>({
  testDir: '../desktop/journeys',
  outputDir: 'results',
  globalSetup: './prepare.ts',
  // One desktop, one focus.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    shell: 'electron',
    // Somebody else's computer, where a journey has one.
    launchOptions: { executablePath: (await findChromium('windows')).path, args: chromiumArgs },
    locale: 'en-GB',
  },
})
