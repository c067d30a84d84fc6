import { defineConfig } from '@playwright/test'
import { findChromium } from '../../.ci/chromium.ts'
import { chromiumArgs } from '../support/chromium-args.ts'
import type { ShellOption } from './fixtures.ts'

const executablePath = process.env['WEFTID_TEST_CHROMIUM'] ?? (await findChromium('pages')).path
// For the app's own windows, which are not Playwright's to open.
process.env['WEFTID_TEST_CHROMIUM'] = executablePath

export default defineConfig<object, ShellOption>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'results',
  globalSetup: './prepare.ts',
  workers: 2,
  // A shared, noisy machine: a hang must fail, slowness must not.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  fullyParallel: true,
  use: {
    shell: 'chromium',
    // Somebody else's computer, where a journey has one.
    launchOptions: { executablePath, args: chromiumArgs },
    locale: 'en-GB',
    actionTimeout: 15_000,
  },
})
