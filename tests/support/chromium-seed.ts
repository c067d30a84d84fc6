import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url))

/** A new data folder whose database holds so many made-up people; none where `people` is 0. */
export async function seededFolder(people: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weftid-seeded-'))
  if (people === 0) return folder
  const env = { ...process.env, NODE_OPTIONS: '', WEFTID_DATA: folder }
  const seeding = spawn(process.execPath, [cli, 'seed', '--users', String(people)], { env, stdio: 'ignore' })
  const ended: unknown[] = await once(seeding, 'exit')
  if (ended[0] !== 0) throw new Error('The database could not be seeded.')
  return folder
}
