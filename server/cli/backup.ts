import { resolve } from 'node:path'
import { z } from 'zod'
import { backUp } from '../backup/backup.ts'
import { say, UsageError, type Command } from './command.ts'
import { withServices } from './open.ts'
import { readOptions } from './options.ts'

export const backup: Command = {
  summary:
    'Copies the SQLite database into a new file, whole, while the server goes on. Keep the secret beside it.',
  usage: 'FILE',
  run: async ([file, ...args]) => {
    if (file === undefined || file.startsWith('-')) throw new UsageError('Give the file to write.')
    readOptions(args, z.object({}))
    const { bytes } = await withServices((services) => backUp(services, resolve(file)))
    say(`${bytes} bytes in ${file}. The secret is not in it: keep that apart.`)
    return 0
  },
}
