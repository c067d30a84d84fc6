import { fileURLToPath } from 'node:url'
import type { TestProjectInlineConfiguration } from 'vitest/config'

/** Runs the tests of `include` twice: once on SQLite, once on one PostgreSQL that all of them share. */
export function onBothDatabases(test: {
  include: string[]
  testTimeout: number
  hookTimeout: number
}): TestProjectInlineConfiguration[] {
  // Each server of a test has a database of its own and nothing in common: files may share what is loaded.
  const common = { ...test, isolate: false }
  const setUpBy = (name: string) => fileURLToPath(new URL(`support/${name}.ts`, import.meta.url))
  const programs = setUpBy('bundled-programs')
  return [
    {
      extends: true,
      test: { ...common, name: 'sqlite', provide: { database: 'sqlite' }, globalSetup: programs },
    },
    {
      extends: true,
      test: {
        ...common,
        name: 'postgres',
        provide: { database: 'postgres' },
        globalSetup: [programs, setUpBy('shared-postgres')],
      },
    },
  ]
}
