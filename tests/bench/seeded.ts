import { join } from 'node:path'
import { setUpAdministrator, signInWith, type Person } from '../support/people.ts'
import { Browser } from '../support/browser.ts'
import { freePort } from '../support/postgres.ts'
import { product, runCli, startServer, watchedProduct, type ServerProcess } from './server-process.ts'

interface Given {
  size: { users: number }
  say: (line: string) => void
  /** For files that are not kept. */
  folder: string
}

/** A database full of made-up people, and one real administrator. */
export interface Seeded {
  environment: Record<string, string>
  admin: Person
  /** How long it took to fill, in seconds. */
  took: number
}

/** Fills a new database and sets its administrator up. */
export async function seededDatabase(
  { size, say, folder }: Given,
  given: Record<string, string>,
): Promise<Seeded> {
  say(`${size.users} made-up users ...`)
  const began = performance.now()
  // One port for all who are started on it, and so one origin: the administrator's passkey belongs to it.
  const environment = { ...given, WEFTID_PORT: String(await freePort()) }
  runCli(['seed', '--users', String(size.users)], environment)
  const took = (performance.now() - began) / 1000
  const server = await startServer(product, { log: join(folder, 'set-up.log'), env: environment })
  const admin = await setUpAdministrator(doorOf(server))
  await server.stop()
  return { environment, admin, took }
}

/** Browsers at a server. */
export const doorOf = ({ origin }: Pick<ServerProcess, 'origin'>) => ({
  browser: () => new Browser(origin.replace('localhost', '127.0.0.1'), origin),
})

/** Does `work` beside a server on the full database, its administrator signed in. */
export async function besideServer<T>(
  { folder }: Pick<Given, 'folder'>,
  { environment, admin }: Seeded,
  work: (server: ServerProcess) => Promise<T>,
): Promise<T> {
  const server = await startServer(watchedProduct, { log: join(folder, 'full.log'), env: environment })
  try {
    await signInWith(admin.browser, admin.authenticator)
    return await work(server)
  } finally {
    await server.stop()
  }
}
