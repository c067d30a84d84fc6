import { z } from 'zod'
import { chainHead, type ChainFault } from '../../shared/contract/audit.ts'
import { verifyRecord, type Verdict } from '../audit/verify.ts'
import { say, type Command } from './command.ts'
import { withServices } from './open.ts'
import { readOptions } from './options.ts'

export const verifyAudit: Command = {
  summary: 'Checks the record against its chain; exit code 1 where it is not as it was sealed.',
  usage: '[--head HEAD]   a head that an earlier check printed: a cut tail shows too',
  run: async (args) => {
    const { head } = readOptions(args, z.object({ head: chainHead.optional() }))
    const verdict = await withServices((services) => verifyRecord(services, head ?? null))
    for (const line of linesOf(verdict)) say(line)
    return isGood(verdict) ? 0 : 1
  },
}

/** Nothing sealed over something written proves nothing: a chain may have been removed whole. */
const isGood = ({ fault, head, unsealed }: Verdict) => fault === null && (head !== null || unsealed === 0)

function linesOf({ entries, unsealed, head, fault }: Verdict): string[] {
  const lines = fault
    ? [faultWords(fault), `entries good before it: ${entries}`]
    : [`entries good: ${entries}`]
  if (unsealed > 0)
    lines.push(`entries not sealed yet: ${unsealed}${head === null ? ', and none that is' : ''}`)
  return [...lines, `head: ${head ?? 'none'}`]
}

function faultWords({ kind, position, entryId }: ChainFault): string {
  const where = [
    ...(entryId === null ? [] : [`entry ${entryId}`]),
    ...(position === null ? [] : [`position ${position}`]),
  ]
  return `${kind}: ${where.join(' at ')}`
}
