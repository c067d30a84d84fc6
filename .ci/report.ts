import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** What became of a suite. */
export interface Result {
  passed: number
  failed: number
  skipped: number
  /** What failed, by name: said again at the end, where nobody has to look for it. */
  failures: string[]
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})

const specs = z.array(z.object({ title: z.string(), file: z.string(), line: z.number(), ok: z.boolean() }))
const playwrightSuite = z.object({
  specs,
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})
const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  suites: z.array(playwrightSuite),
})

/** Reads what Vitest wrote; one that broke before it could count has failed. */
export async function vitestResult(file: string, code: number): Promise<Result> {
  const { data } = vitestReport.safeParse(await read(file))
  if (!data) return broken('Vitest')
  const failures = data.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      return failed.length === 0 ? [name] : failed.map(({ fullName }) => `${name}: ${fullName}`)
    })
  return orBroken(code, {
    ...{ passed: data.numPassedTests, failed: data.numFailedTests, skipped: data.numPendingTests },
    failures,
  })
}

/** Reads what Playwright wrote, in the same way. */
export async function playwrightResult(file: string, code: number): Promise<Result> {
  const { data } = playwrightReport.safeParse(await read(file))
  if (!data) return broken('Playwright')
  const { expected, unexpected, flaky, skipped } = data.stats
  const failures = data.suites
    .flatMap(specsOf)
    .filter(({ ok }) => !ok)
    .map(({ file: where, line, title }) => `${where}:${line}: ${title}`)
  return orBroken(code, { passed: expected + flaky, failed: unexpected, skipped, failures })
}

const specsOf = (suite: z.infer<typeof playwrightSuite>): z.infer<typeof specs> => [
  ...suite.specs,
  ...(suite.suites ?? []).flatMap(specsOf),
]

const broken = (runner: string): Result => ({
  ...{ passed: 0, failed: 1, skipped: 0 },
  failures: [`${runner} broke before it could count.`],
})

// Something that failed outside every test, the set-up say, has failed all the same.
const orBroken = (code: number, result: Result): Result =>
  code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result

const read = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(file, 'utf8').catch(() => '{}'))
