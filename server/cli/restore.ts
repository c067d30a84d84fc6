import { resolve } from 'node:path'
import { readDatabaseBefore, readSettings } from '../config.ts'
import { finishRestore } from '../backup/finish.ts'
import { restore as putBack } from '../backup/put-back.ts'
import { say, UsageError, type Command } from './command.ts'

const flag = '--accept-unknown-revocations'

export const restore: Command = {
  summary:
    'Puts a backup in the place of the stopped server’s SQLite database; without FILE, finishes what pg_restore began. What was revoked since stays revoked.',
  usage: `[FILE] [${flag}]`,
  run: async (args) => {
    const [file, ...more] = args.filter((each) => each !== flag)
    if (more.length > 0 || file?.startsWith('-')) throw new UsageError(`Only a file and ${flag} can follow.`)
    const { database } = readSettings(process.env)
    const order = { now: new Date(), acceptUnknown: args.includes(flag) }
    if (database.kind === 'postgres') {
      if (file !== undefined)
        throw new UsageError('PostgreSQL: restore the dump with pg_restore first, and give no file here.')
      tell(await finishRestore({ ...order, url: database.url, before: readDatabaseBefore(process.env) }))
      return 0
    }
    if (file === undefined) throw new UsageError('Give the backup.')
    const { kept, aside } = await putBack({ ...order, file: resolve(file), target: database.file })
    tell(kept)
    if (aside !== null) say(`The database from before, with the end of the record: ${aside}`)
    return 0
  },
}

function tell(kept: string[] | null): void {
  if (kept === null)
    say(
      'WARNING: passkeys that were revoked after this backup work again. Go through the record kept elsewhere.',
    )
  else {
    say(`Taken away after the backup, and kept so: ${kept.length}`)
    for (const line of kept) say(`  ${line}`)
  }
  say('Every session is ended; challenges, invitations, temporary passes and hand-offs are void.')
}
