import { defineConfig } from '@playwright/test'
import { findChromium } from '../.ci/chromium.ts'
import { chromiumArgs } from './support/chromium-args.ts'

const given = process.env['WEFTID_TEST_CHROMIUM']
const executablePath = given ?? (await findChromium('pages')).path

export default defineConfig({
  testDir: 'browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'browser/results',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  // A shared, noisy machine: a hang must fail, slowness must not.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args: chromiumArgs },
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // A trace takes a twentieth of the run, with pictures of every step a quarter: `--trace retain-on-failure` keeps both.
    screenshot: 'only-on-failure',
  },
})
