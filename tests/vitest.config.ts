import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('..'),
  resolve: { alias: { electron: here('support/electron-double/index.ts') } },
  test: {
    include: ['tests/{unit,api,package}/**/*.test.ts'],
    // A shared, noisy machine: a hang must fail, slowness must not.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
