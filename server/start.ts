import { uptime } from 'node:os'
import { pino } from 'pino'
import { createApp } from './app.ts'
import { startSealer } from './audit/sealer.ts'
import { completeConfig, type Settings } from './config.ts'
import { connect, migrate } from './db/connect.ts'
import { startHousekeeping } from './housekeeping.ts'
import { startRevoker } from './fleet/worker.ts'
import { listen } from './listen.ts'
import { startSender } from './notices/sender.ts'
import { countOrphans, rememberRpId } from './passkeys/relying-party.ts'
import { loadSecrets, setupToken } from './secret.ts'
import { hasWorkingAdministrator } from './users/administrators.ts'
import { readAssets } from './ui/assets.ts'
import { buildUi } from './ui/build.ts'
import type { Ui } from './ui/serve.ts'

export interface Running {
  url: string
  /** What `POST /setup` wants, where it wants anything. */
  setupToken: string | null
  /** Turns the log's details on, and off again; answers its level. */
  toggleDebug: () => string
  /** Reads the TLS files again: connections from now on see the new certificate. */
  renewCertificate: () => Promise<void>
  stop: () => Promise<void>
}

interface Options {
  version: string
  /** The relying party id was changed on purpose: passkeys of the old one will not work. */
  acceptRpIdChange: boolean
}

/** Starts the whole server and answers once it takes requests. Throws with a message for the operator. */
export async function start(settings: Settings, { version, acceptRpIdChange }: Options): Promise<Running> {
  // Written in blocks: a write for every request costs a tenth of a sign-in.
  const destination = pino.destination({ dest: 2, sync: false, minLength: 8192, periodicFlush: 500 })
  const log = pino({ level: settings.logLevel }, destination)
  const listening = await listen(settings)
  const config = completeConfig(settings, listening.port, await loadSecrets(settings), version)
  const db = connect(config.database)
  await migrate(db)
  const orphans = acceptRpIdChange ? 0 : await countOrphans(db, config.rp.id)
  if (orphans > 0) throw new Error(orphanWarning(orphans, config.rp.id))
  await rememberRpId(db, config.rp.id)
  const ui: Ui = { assets: null }
  // On PostgreSQL a spent challenge survives the machine; SQLite may lose the last moments before a power cut.
  const bootedAt = config.database.kind === 'sqlite' ? new Date(Date.now() - uptime() * 1000) : new Date(0)
  const { app, live, services, life } = createApp({ db, config, now: () => new Date(), bootedAt, log }, ui)
  await live.ready
  const stopHousekeeping = startHousekeeping(services)
  const stopSending = startSender(services)
  const stopRevoking = startRevoker(services)
  const stopSealing = startSealer({ ...services, publish: live.publishHere })
  const handle = app.callback()
  listening.open((request, response) => void handle(request, response))
  void buildUi()
    .then(readAssets)
    .then((assets) => (ui.assets = assets))
    .catch((error: unknown) => {
      log.error({ err: error }, 'no pages')
    })
  const needsToken = config.needsSetupToken && !(await hasWorkingAdministrator(db))
  return {
    url: config.origin,
    setupToken: needsToken ? setupToken(config) : null,
    toggleDebug: () => {
      log.level = log.level === 'debug' ? settings.logLevel : 'debug'
      destination.flushSync()
      return log.level
    },
    renewCertificate: listening.renewCertificate,
    stop: async () => {
      life.isStopping = true
      live.hub.endAll()
      await Promise.all([listening.close(5_000), stopSending(), stopRevoking()])
      await stopHousekeeping()
      await stopSealing()
      await live.close()
      await db.destroy()
      destination.flushSync()
    },
  }
}

const orphanWarning = (orphans: number, rpId: string) =>
  `${orphans} passkeys were registered for another relying party id than ${rpId} and would stop working. ` +
  'Set WEFTID_RP_ID back, or start with --accept-rp-id-change.'
