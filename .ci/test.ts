import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildUi } from '../server/ui/build.ts'
import { runtime } from '../tests/electron/runtime.ts'
import { findChromium } from './chromium.ts'
import { playwrightResult, vitestResult, type Result } from './report.ts'
import { run, say, tool } from './script.ts'

const reports = await mkdtemp(join(tmpdir(), 'weftid-reports-'))
const chosen = process.argv[2]
const suites = {
  unit: runUnit,
  faults: runFaults,
  browser: runBrowser,
  desktop: runDesktop,
  electron: runElectron,
}

const results: Result[] = []
for (const [name, suite] of Object.entries(suites))
  if (chosen === undefined || chosen === name) {
    say(`\n── ${name}`)
    results.push(await suite())
  }
await rm(reports, { recursive: true, force: true })

const failures = results.flatMap(({ failures: each }) => each)
if (failures.length > 0) say(`\nWhat failed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`)
const sum = (key: 'passed' | 'failed' | 'skipped') =>
  results.reduce((total, result) => total + result[key], 0)
say(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1)

function runUnit(): Promise<Result> {
  return runVitest('tests/vitest.config.ts', 'dot')
}

/** Faults done to a running server, and what was found; among other things a share of the fuzz, that nobody waits long. */
function runFaults(): Promise<Result> {
  const few = chosen === 'faults' ? {} : { WEFTID_FUZZ_REQUESTS: '10000' }
  return runVitest('tests/faults/vitest.config.ts', 'default', few)
}

async function runVitest(
  config: string,
  reporter: string,
  env: Record<string, string> = {},
): Promise<Result> {
  const file = join(reports, `${config.replaceAll(/\W/g, '-')}.json`)
  const reporters = [`--reporter=${reporter}`, '--reporter=json', `--outputFile=${file}`]
  const code = await run(tool.vitest, ['run', '--config', config, ...reporters], env)
  return vitestResult(file, code)
}

async function runBrowser(): Promise<Result> {
  await buildUi()
  const { path, name } = await findChromium('pages')
  say(`Browser tests run in ${name}.`)
  return runPlaywright('tests/playwright.config.ts', { WEFTID_TEST_CHROMIUM: path })
}

/** The shell whole, on a double of Electron with a real Chromium for its windows. */
async function runDesktop(): Promise<Result> {
  const { path } = await findChromium('pages')
  return runPlaywright('tests/desktop/playwright.config.ts', { WEFTID_TEST_CHROMIUM: path })
}

/** The same journeys on Electron itself; where it is not, one line says so, and REQUIRE_ELECTRON=1 makes that a failure. */
async function runElectron(): Promise<Result> {
  const found = runtime()
  if (!('missing' in found)) return runPlaywright('tests/electron/playwright.config.ts', {})
  const isRequired = process.env['REQUIRE_ELECTRON'] === '1'
  say(`The Electron tests ${isRequired ? 'cannot run' : 'are left out'}: ${found.missing}.`)
  const failures = isRequired ? ['Electron is required, and missing.'] : []
  return { passed: 0, failed: failures.length, skipped: 0, failures }
}

async function runPlaywright(config: string, env: Record<string, string>): Promise<Result> {
  const file = join(reports, `${config.replaceAll(/\W/g, '-')}.json`)
  const code = await run(tool.playwright, ['test', '--config', config, '--reporter=list,json'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  return playwrightResult(file, code)
}
