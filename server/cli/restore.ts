import { resolve } from 'node:path'
import { readSettings } from '../config.ts'
import { restore as putBack } from '../backup/put-back.ts'
import { say, UsageError, type Command } from './command.ts'

const flag = '--accept-unknown-revocations'

export const restore: Command = {
  summary:
    'Puts a backup in the place of the stopped server’s SQLite database. What was revoked since stays revoked.',
  usage: `FILE [${flag}]`,
  run: async ([file, ...args]) => {
    if (file === undefined || file.startsWith('-')) throw new UsageError('Give the backup.')
    if (args.some((each) => each !== flag)) throw new UsageError(`Only ${flag} can follow.`)
    const { database } = readSettings(process.env)
    if (database.kind !== 'sqlite')
      throw new Error(
        'A PostgreSQL database is restored with pg_restore: server/deploy/OPERATIONS.md says how.',
      )
    const order = {
      file: resolve(file),
      target: database.file,
      now: new Date(),
      acceptUnknown: args.length > 0,
    }
    const { kept, aside } = await putBack(order)
    if (kept === null)
      say(
        'WARNING: passkeys that were revoked after this backup work again. Go through the record kept elsewhere.',
      )
    else {
      say(`Taken away after the backup, and kept so: ${kept.length}`)
      for (const line of kept) say(`  ${line}`)
    }
    say('Every session is ended; challenges, invitations, temporary passes and hand-offs are void.')
    if (aside !== null) say(`The database from before, with the end of the record: ${aside}`)
    return 0
  },
}
