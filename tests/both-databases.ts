import { fileURLToPath } from 'node:url'
import type { TestProjectInlineConfiguration } from 'vitest/config'

/** Runs the tests of `include` twice: once on SQLite, once on one PostgreSQL that all of them share. */
export function onBothDatabases(test: {
  include: string[]
  testTimeout: number
  hookTimeout: number
}): TestProjectInlineConfiguration[] {
  const globalSetup = fileURLToPath(new URL('support/shared-postgres.ts', import.meta.url))
  return [
    { extends: true, test: { ...test, name: 'sqlite', provide: { database: 'sqlite' } } },
    { extends: true, test: { ...test, name: 'postgres', provide: { database: 'postgres' }, globalSetup } },
  ]
}
