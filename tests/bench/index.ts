import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { moveToLoadCore, pinned } from './cores.ts'
import { load } from './load.ts'
import { compare } from './measure.ts'
import { populate, type Person } from './people.ts'
import { report, type Comparison } from './report.ts'
import { runOnServerCore, startServer } from './server-process.ts'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
  },
})
const size = { users: Number(values.users), seconds: Number(values.seconds), rounds: Number(values.rounds) }

/** As `npm run serve` starts it. */
const flags = ['--max-semi-space-size=8', '--max-old-space-size=512']
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const say = (line: string) => process.stdout.write(`${line}\n`)

const conditions = {
  date: new Date().toISOString(),
  node: process.version,
  processor: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, ${process.platform} ${process.arch}`,
  memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
  cores: pinned ? 'servers on one, load on another' : 'not pinned: shared by servers and load',
  'load before': `${(loadavg()[0] ?? 0).toFixed(1)} processes (1 minute average)`,
  database: 'SQLite, new, in the folder for temporary files',
  users: `${size.users}, each with a passkey of their own (ES256)`,
  rounds: `${size.rounds} of ${size.seconds} s each, bare and WeftID in turns, the middle one by speed`,
}

/** The public keys for the bare server, which has no other way to learn them. */
function writeKeys(file: string, people: readonly Person[]): void {
  const keys = people.flatMap(({ device }) =>
    device.credentials.map(({ id, keys: { publicKey } }) => ({
      id: id.toString('base64url'),
      spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    })),
  )
  writeFileSync(file, JSON.stringify(keys))
}

async function measureSignIns(folder: string): Promise<Comparison[]> {
  const product = await startServer([...flags, here('../../server/index.ts')], {
    log: join(folder, 'server.log'),
    env: { WEFTID_DATA: join(folder, 'data'), WEFTID_PORT: '0' },
  })
  try {
    say(`${size.users} users join ...`)
    const people = await populate(product.origin, size.users)
    writeKeys(join(folder, 'keys.json'), people)
    const bare = await startServer([here('bare-server.ts'), join(folder, 'keys.json')], {
      log: join(folder, 'bare.log'),
    })
    try {
      say('warming up ...')
      for (const { origin } of [bare, product]) await load(origin, people, { clients: 8, seconds: 3 })
      const comparisons: Comparison[] = []
      for (const clients of [1, 8, 32]) {
        say(`${clients} at a time ...`)
        comparisons.push(await compare({ bare, product }, people, { clients, ...size }))
      }
      return comparisons
    } finally {
      await bare.stop()
    }
  } finally {
    await product.stop()
  }
}

moveToLoadCore()
const folder = mkdtempSync(join(tmpdir(), 'weftid-bench-'))
try {
  const verifications = Number(runOnServerCore(here('bare-verifications.ts')))
  const results = report(conditions, verifications, await measureSignIns(folder))
  writeFileSync(here('RESULTS.md'), results)
  say(results)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
