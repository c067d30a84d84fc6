import { pino } from 'pino'
import { z } from 'zod'
import { completeConfig, readSettings } from '../config.ts'
import { connect, migrate } from '../db/connect.ts'
import { patient } from '../db/postgres.ts'
import { loadSecrets } from '../secret.ts'
import { sealAll } from '../seed/record.ts'
import { seed as fill } from '../seed/seed.ts'
import { say, type Command } from './command.ts'
import { readOptions } from './options.ts'

const options = z.object({ users: z.coerce.number().int().min(1).max(5_000_000) })

export const seed: Command = {
  summary: 'Fills an empty database with made-up people; the set-up stays open for a real administrator.',
  usage: '--users N',
  run: async (args) => {
    const { users } = readOptions(args, options)
    const settings = readSettings(process.env)
    const config = completeConfig(settings, settings.port, await loadSecrets(settings), '0.0.0')
    const db = connect(config.database, patient)
    try {
      await migrate(db)
      const onProgress = (done: number) => {
        if (done % 100_000 === 0) say(`${done} of ${users}`)
      }
      await fill(db, { users, rpId: config.rp.id, now: new Date(), onProgress })
      await sealAll({ db, config, log: pino({ level: config.logLevel }, pino.destination(2)) })
    } finally {
      await db.destroy()
    }
    say(`${users} people.`)
    return 0
  },
}
