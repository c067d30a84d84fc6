import { defineConfig } from '@playwright/test'
import type { ShellOption } from './fixtures.ts'

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
  use: { shell: 'chromium', actionTimeout: 15_000 },
})
