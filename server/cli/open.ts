import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { completeConfig, readSettings, type Settings } from '../config.ts'
import { connect, pendingMigrations } from '../db/connect.ts'
import { startNewsWriter } from '../events/news-writer.ts'
import { loadSecrets } from '../secret.ts'
import type { Services } from '../services.ts'

/**
 * Does `work` on the database that the environment names, as the server would: with its secrets, on the record. Makes
 * nothing: throws where there is no database, no secret, or one of another version.
 */
export async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env)
  requireThere(settings)
  const config = completeConfig(settings, settings.port, await loadSecrets(settings), '0.0.0')
  const db = connect(config.database)
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }))
  const now = () => new Date()
  // On SQLite who is connected hears of it from the server, which looks after its sessions every few seconds.
  const news = config.database.kind === 'postgres' ? startNewsWriter({ db, now, log }) : null
  try {
    if ((await pendingMigrations(db)) > 0)
      throw new Error(
        'The database is of an older version: run the command migrate, or start the server once.',
      )
    return await work({
      db,
      config,
      now,
      publish: news?.publish ?? (() => undefined),
      whoIsOnline: () => Promise.resolve(new Set()),
      whoWasOnline: () => Promise.resolve(new Set()),
      bootedAt: new Date(0),
      log,
    })
  } finally {
    await news?.close()
    await db.destroy()
  }
}

function requireThere({ database, dataFolder, secrets }: Settings): void {
  if (database.kind === 'sqlite' && !existsSync(database.file))
    throw new Error(`There is no database ${database.file}. WEFTID_DATA or WEFTID_DATABASE says where it is.`)
  if (secrets === null && !existsSync(join(dataFolder, 'secret')))
    throw new Error(`There is no secret in ${dataFolder}, and none in WEFTID_SECRET.`)
}
