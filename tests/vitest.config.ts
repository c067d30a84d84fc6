import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { onBothDatabases } from './both-databases.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const common = {
  // A shared, noisy machine: a hang must fail, slowness must not.
  testTimeout: 30_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 10_000 } },
}

export default defineConfig({
  root: here('..'),
  resolve: { alias: { electron: here('support/electron-double/index.ts') } },
  test: {
    maxWorkers: 3,
    projects: [
      { extends: true, test: { ...common, name: 'unit', include: ['tests/{unit,package}/**/*.test.ts'] } },
      ...onBothDatabases({ ...common, include: ['tests/api/**/*.test.ts'] }),
    ],
  },
})
