import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { onBothDatabases } from '../both-databases.ts'

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    maxWorkers: 2,
    projects: onBothDatabases({
      include: ['tests/faults/**/*.test.ts'],
      // Faults take as long as they take; what hangs must still fail.
      testTimeout: 600_000,
      hookTimeout: 120_000,
    }),
  },
})
