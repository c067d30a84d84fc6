import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { buildUi } from '../server/ui/build.ts'
import { findChromium } from './chromium.ts'
import { run, say, tool } from './script.ts'

const reports = await mkdtemp(join(tmpdir(), 'weftid-reports-'))
const chosen = process.argv[2]
const suites = { unit: runVitest, browser: runBrowser, electron: runElectron }

/** Passed, failed and skipped, read from the suite's own report. */
interface Result {
  passed: number
  failed: number
  skipped: number
}

const results: Result[] = []
for (const [name, suite] of Object.entries(suites))
  if (chosen === undefined || chosen === name) {
    say(`\n── ${name}`)
    results.push(await suite())
  }
await rm(reports, { recursive: true, force: true })

const sum = (key: keyof Result) => results.reduce((total, result) => total + result[key], 0)
say(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1)

async function runVitest(): Promise<Result> {
  const file = join(reports, 'vitest.json')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile=${file}`]
  const code = await run(tool.vitest, ['run', '--config', 'tests/vitest.config.ts', ...reporters])
  const report = z
    .object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() })
    .safeParse(await readReport(file))
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = report.data ?? {}
  return orBroken(code, { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests })
}

async function runBrowser(): Promise<Result> {
  await buildUi()
  const { path, name } = await findChromium()
  say(`Browser tests run in ${name}.`)
  return runPlaywright('tests/playwright.config.ts', { WEFTID_TEST_CHROMIUM: path })
}

function runElectron(): Promise<Result> {
  return runPlaywright('tests/electron/playwright.config.ts', {})
}

async function runPlaywright(config: string, env: Record<string, string>): Promise<Result> {
  const file = join(reports, `${config.replaceAll(/\W/g, '-')}.json`)
  const code = await run(tool.playwright, ['test', '--config', config, '--reporter=list,json'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  const stats = z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  })
  const report = z.object({ stats }).safeParse(await readReport(file))
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report.data?.stats ?? {}
  return orBroken(code, { passed: expected + flaky, failed: unexpected, skipped })
}

// A runner that broke before it could count has failed all the same.
function orBroken(code: number, result: Result): Result {
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result
}

async function readReport(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}'))
}
