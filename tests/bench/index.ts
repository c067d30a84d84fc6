import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createBench, databaseNames, type Bench, type DatabaseName } from './bench.ts'
import { moveToLoadCore, pinned } from './cores.ts'
import { table } from './markdown.ts'
import { bulkPart } from './part-bulk.ts'
import { consolePart } from './part-console.ts'
import { desktopsPart } from './part-desktops.ts'
import { pagesPart } from './part-pages.ts'
import { passwordsPart } from './part-passwords.ts'
import { recordPart } from './part-record.ts'
import { signInPart } from './part-sign-in.ts'
import { startPart } from './part-start.ts'
import { withSection, type Section } from './results.ts'

interface Part {
  title: string
  on: readonly DatabaseName[] | null
  run: (bench: Bench, database: DatabaseName) => Promise<string>
}

/** In the order they run: the last of those on the full database changes much of it. */
const parts: Record<string, Part> = {
  'sign-in': { title: 'Sign-in', on: databaseNames, run: signInPart },
  passwords: { title: 'Passwords beside passkeys', on: ['SQLite'], run: passwordsPart },
  pages: { title: 'First load of the pages', on: null, run: pagesPart },
  desktops: { title: 'Signing desktops out', on: databaseNames, run: desktopsPart },
  start: { title: 'Start', on: databaseNames, run: startPart },
  record: { title: 'Checking the record', on: databaseNames, run: recordPart },
  console: { title: 'Console', on: databaseNames, run: consolePart },
  bulk: { title: 'Bulk revocation', on: databaseNames, run: bulkPart },
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    on: { type: 'string', default: databaseNames.join() },
    users: { type: 'string', default: '1000000' },
    people: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '11' },
  },
})
const number = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${text} is not a number.`)
  return Number(text)
}
const size = {
  users: number(values.users),
  people: number(values.people),
  seconds: number(values.seconds),
  rounds: number(values.rounds),
}
const wanted = (database: DatabaseName) => values.on.toLowerCase().split(',').includes(database.toLowerCase())
const strange = positionals.filter((name) => !(name in parts))
if (strange.length > 0)
  throw new Error(`There is no part ${strange.join()}. There are: ${Object.keys(parts).join(', ')}.`)

const file = fileURLToPath(new URL('RESULTS.md', import.meta.url))
const say = (line: string) => process.stdout.write(`${line}\n`)

const titled = ({ title, on }: Part) =>
  (on ?? []).map((database) => ({ database, title: `${title} on ${database}` }))
const conditions = 'Conditions'
const titles = [
  ...Object.values(parts).flatMap((part) =>
    part.on ? titled(part).map(({ title }) => title) : [part.title],
  ),
  conditions,
]

function keep(section: Section): void {
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), section, titles))
}

async function runPart(
  bench: Bench,
  part: Part,
  { database, title }: { database: DatabaseName; title: string },
) {
  const busy = (loadavg()[0] ?? 0).toFixed(1)
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ')
  const text = `Measured ${when} UTC; ${busy} processes were busy before it began.\n\n${await part.run(bench, database)}`
  say(`\n## ${title}\n\n${text}\n`)
  keep({ title, text })
}

moveToLoadCore()
const folder = mkdtempSync(join(tmpdir(), 'weftid-bench-'))
const bench = createBench({ size, folder, say })
try {
  for (const [name, part] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    const runs = part.on
      ? titled(part).filter(({ database }) => wanted(database))
      : [{ database: 'SQLite' as const, title: part.title }]
    for (const run of runs) await runPart(bench, part, run)
  }
  keep({
    title: conditions,
    text: table(
      ['', ''],
      Object.entries({
        node: process.version,
        processor: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, ${process.platform} ${process.arch}`,
        memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
        cores: pinned ? 'servers on one, load and PostgreSQL on another' : 'not pinned',
        databases: 'in the folder for temporary files; PostgreSQL with fsync and shared_buffers of 1 GB',
        people: `${size.people} who sign in, each with a passkey of their own (ES256)`,
        rounds: `sign-ins: ${size.rounds} of ${size.seconds} s each, in turns, the middle one by speed`,
      }),
    ),
  })
} finally {
  await bench.stop()
  rmSync(folder, { recursive: true, force: true })
}
