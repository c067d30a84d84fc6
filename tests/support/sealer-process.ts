import { pino } from 'pino'
import { startSealer } from '../../server/audit/sealer.ts'
import { completeConfig, readSettings } from '../../server/config.ts'
import { connect } from '../../server/db/connect.ts'

// The sealer of a server as a process of its own, to be killed: `node sealer-process.ts`, configured as a server is.
const settings = readSettings(process.env)
const config = completeConfig(settings, 0, settings.secrets ?? [], '0.0.0')
const db = connect(config.database)
const log = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }))
const stop = startSealer({ db, config, log, publish: () => undefined })
process.once('SIGTERM', () => void stop().then(() => db.destroy()))
