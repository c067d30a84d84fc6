import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')
const folder = join(root, '.github/workflows')
const text = (name: string) => readFileSync(join(folder, name), 'utf8')
const names = readdirSync(folder)

const step = z.object({ uses: z.string().optional(), run: z.string().optional() })
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({ contents: z.literal('read') }),
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string(),
      'timeout-minutes': z.number(),
      permissions: z.undefined().optional(),
      env: z.record(z.string(), z.string()).optional(),
      strategy: z.object({ matrix: z.object({ os: z.array(z.string()) }) }).optional(),
      steps: z.array(step),
    }),
  ),
})
const read = (name: string) => workflow.parse(parse(text(name)))
const stepsOf = (name: string) => Object.values(read(name).jobs).flatMap(({ steps }) => steps)

describe.each(names)('%s', (name) => {
  it('may read the code and nothing more, and every job has an end', () => {
    expect(() => read(name)).not.toThrow()
  })

  it('calls scripts that there are', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    const runs = stepsOf(name).flatMap(({ run }) => run ?? [])
    const called = runs.flatMap((run) => [...run.matchAll(/npm (?:run ([\w:]+)|(test)\b)/g)])
    expect(called.length).toBeGreaterThan(0)
    for (const [, script, test] of called) expect(scripts).toHaveProperty([script ?? test ?? ''])
  })

  it('uses actions of one commit each, and says which version that is', () => {
    const used = text(name).match(/uses: .*/g) ?? []
    expect(used.length).toBeGreaterThan(0)
    for (const line of used) expect(line).toMatch(/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('puts nothing of an event into a script, and keeps no credentials', () => {
    for (const { run = '' } of stepsOf(name)) expect(run).not.toContain('${{')
    const checkouts = text(name).match(/actions\/checkout/g) ?? []
    expect(text(name).match(/persist-credentials: false/g)).toHaveLength(checkouts.length)
  })
})

describe('together', () => {
  const systems = (job: string) => read('check.yml').jobs[job]?.strategy?.matrix.os ?? []
  const families = (job: string) => new Set(systems(job).map((os) => os.split('-')[0]))
  const three = new Set(['ubuntu', 'macos', 'windows'])

  it('read, test on three systems with a runtime that must be there, and pack on three', () => {
    const runs = stepsOf('check.yml').map(({ run }) => run)
    for (const script of ['typecheck', 'boundaries', 'lint', 'format:check', 'package'])
      expect(runs).toContain(`npm run ${script}`)
    expect(families('test')).toEqual(three)
    expect(families('package')).toEqual(three)
    expect(read('check.yml').jobs['test']?.env).toEqual({ REQUIRE_ELECTRON: '1' })
    expect(runs).toContain('xvfb-run --auto-servernum npm test')
  })

  it('give secrets to tags only, never to what somebody proposes', () => {
    expect(text('check.yml')).not.toMatch(/secrets\.|pull_request_target|workflow_run/)
    expect(Object.keys(read('release.yml').on)).toEqual(['push'])
    expect(parse(text('release.yml'))).toMatchObject({ on: { push: { tags: ['v*'] } } })
    expect(text('release.yml')).toContain("WEFTID_REQUIRE_SIGNING: '1'")
  })
})
