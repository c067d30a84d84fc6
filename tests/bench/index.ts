import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { besidePasswords } from './beside-passwords.ts'
import { moveToLoadCore, pinned } from './cores.ts'
import { load } from './load.ts'
import { compare, type Comparison } from './measure.ts'
import { populate, type Person } from './people.ts'
import { report } from './report.ts'
import { runOnServerCore, startServer, type ServerProcess } from './server-process.ts'

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
/** Sign-ins at each server before anything is measured: the compilers count calls, not seconds. */
const warmUps = 6000
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
  'warm-up': `${warmUps} sign-ins each`,
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

async function warmUp(origin: string, people: readonly Person[]): Promise<void> {
  for (let signedIn = 0; signedIn < warmUps;) {
    const { perSecond } = await load(origin, people, { clients: 8, seconds: 1 })
    signedIn += perSecond
  }
}

async function measureSignIns(folder: string, people: readonly Person[], product: ServerProcess) {
  writeKeys(join(folder, 'keys.json'), people)
  const bare = await startServer([here('bare-server.ts'), join(folder, 'keys.json')], {
    log: join(folder, 'bare.log'),
  })
  try {
    say('warming up ...')
    for (const { origin } of [bare, product]) await warmUp(origin, people)
    const comparisons: Comparison[] = []
    for (const clients of [1, 8, 32]) {
      say(`${clients} at a time ...`)
      comparisons.push(await compare({ bare, product }, people, { clients, ...size }))
    }
    return comparisons
  } finally {
    await bare.stop()
  }
}

async function measure(folder: string) {
  const product = await startServer([...flags, here('../../server/index.ts')], {
    log: join(folder, 'server.log'),
    // Each guess of a password names an address of its own, as a proxy in front would.
    env: {
      WEFTID_DATA: join(folder, 'data'),
      WEFTID_PORT: '0',
      WEFTID_TRUSTED_PROXIES: '127.0.0.0/8',
    },
  })
  try {
    say(`${size.users} users join ...`)
    const people = await populate(product.origin, size.users)
    const comparisons = await measureSignIns(folder, people, product)
    say('beside passwords ...')
    const beside = await besidePasswords(product.origin, people, { clients: 8, ...size })
    return { comparisons, beside }
  } finally {
    await product.stop()
  }
}

moveToLoadCore()
const folder = mkdtempSync(join(tmpdir(), 'weftid-bench-'))
try {
  const verifications = Number(runOnServerCore(here('bare-verifications.ts')))
  const results = report(conditions, { verifications, ...(await measure(folder)) })
  writeFileSync(here('RESULTS.md'), results)
  say(results)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
