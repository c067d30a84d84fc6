import { z } from 'zod'
import { readSettings } from '../config.ts'
import { connect, migrate as bringUpToDate, pendingMigrations } from '../db/connect.ts'
import { say, type Command } from './command.ts'
import { readOptions } from './options.ts'

export const migrate: Command = {
  summary: 'Brings the database up to date; makes it where there is none.',
  usage: '',
  run: async (args) => {
    readOptions(args, z.object({}))
    const db = connect(readSettings(process.env).database)
    try {
      const pending = await pendingMigrations(db)
      await bringUpToDate(db)
      say(pending === 0 ? 'The database was up to date.' : 'The database is up to date now.')
      return 0
    } finally {
      await db.destroy()
    }
  },
}
