import { createWriteStream } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { exportAudit as endpoint } from '../../shared/contract/audit.ts'
import { exportRecord } from '../audit/export.ts'
import { type Command } from './command.ts'
import { withServices } from './open.ts'
import { readOptions } from './options.ts'

const { from, to, format } = endpoint.query.shape

/** A day stands for its beginning. */
const moment = (time: typeof from) =>
  z.preprocess(
    (text) => (typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text),
    time,
  )

const options = z.object({
  format,
  from: moment(from).optional(),
  to: moment(to).optional(),
  out: z.string().min(1).optional(),
})

export const exportAudit: Command = {
  summary: 'Writes the record, oldest first; that it was taken is on the record too.',
  usage:
    '[--format ndjson|csv] [--from TIME] [--to TIME] [--out FILE]   2026-05-04 or 2026-05-04T10:00:00Z, in UTC',
  run: async (args) => {
    const { out, ...asked } = readOptions(args, options)
    await withServices(async (services) => {
      // Before the record says so: a file that cannot be written is no export.
      const target = await targetOf(out)
      const pieces = await exportRecord(services, asked, { actor: null, from: null, reason: 'command line' })
      await pipeline(Readable.from(pieces), target, { end: out !== undefined })
    })
    return 0
  },
}

/** A new file for its owner only, never an old one; or what the shell says. */
function targetOf(file: string | undefined): Promise<Writable> {
  if (file === undefined) return Promise.resolve(process.stdout)
  const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  return new Promise((resolve, reject) => {
    stream.once('error', reject).once('open', () => {
      resolve(stream)
    })
  })
}
