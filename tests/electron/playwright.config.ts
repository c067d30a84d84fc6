import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  outputDir: 'results',
  globalSetup: './prepare.ts',
  // One desktop, one focus.
  workers: 1,
  timeout: 120_000,
})
