import { join } from 'node:path'

/** What tests start as processes of their own, each with the place of its source. */
export const programs = {
  server: 'server/index.ts',
  cli: 'server/cli.ts',
  app: 'tests/support/app-process.ts',
  sealer: 'tests/support/sealer-process.ts',
}

/** Where they are, each as one file: most of a start is the looking for and reading of a thousand. */
export const programFolder = join(import.meta.dirname, '../../node_modules/.cache/weftid-programs')

/** The file to start. */
export const programPath = (name: keyof typeof programs): string => join(programFolder, `${name}.mjs`)
