import { createRequire, registerHooks } from 'node:module'
import { z } from 'zod'

/** Scans the folder it is given and says what it found, as one line of JSON after whatever the scanner says itself. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'got'
      ? { url: new URL('./no-network.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})

const isScanner = (value: unknown) => typeof value === 'function'
const scan = z
  .custom<(options: object) => Promise<unknown>>(isScanner)
  .parse(createRequire(import.meta.url)('@doyensec/electronegativity'))

const [, , input, electronVersionOverride] = process.argv
const found = await scan({
  input,
  electronVersionOverride,
  isRelative: true,
  parserPlugins: [],
  customScan: [],
  // It compares Electron's version with a list on the Web.
  excludeFromScan: ['availablesecurityfixesglobalcheck'],
})
process.stdout.write(`\n${JSON.stringify(found)}\n`)
