import { backup } from './cli/backup.ts'
import type { Command } from './cli/command.ts'
import { say, UsageError } from './cli/command.ts'
import { createAdmin } from './cli/create-admin.ts'
import { exportAudit } from './cli/export-audit.ts'
import { migrate } from './cli/migrate.ts'
import { restore } from './cli/restore.ts'
import { revoke } from './cli/revoke.ts'
import { seed } from './cli/seed.ts'
import { verifyAudit } from './cli/verify-audit.ts'
import { AppError } from './errors.ts'

const commands = new Map<string, Command>([
  ['migrate', migrate],
  ['verify-audit', verifyAudit],
  ['export-audit', exportAudit],
  ['create-admin', createAdmin],
  ['revoke', revoke],
  ['seed', seed],
  ['backup', backup],
  ['restore', restore],
])

const help = [
  'npm run cli -- <command> [options]: on the database of the server, with its environment.',
  ...Array.from(
    commands,
    ([name, { summary, usage }]) => `\n  ${name} ${usage}`.trimEnd() + `\n      ${summary}`,
  ),
].join('\n')

// What a command writes holds what nobody else on this machine should read.
process.umask(0o077)
// A reader that has seen enough, such as head.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await main(process.argv.slice(2))

/** 0: done. 1: not done, or not good. 2: not understood. */
async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (name === 'help' || name === '--help') {
    say(help)
    return 0
  }
  const command = commands.get(name)
  if (!command) return complain(`There is no command ${name}.\n\n${help}`, 2)
  try {
    return await command.run(args)
  } catch (error) {
    if (error instanceof UsageError) return complain(`${error.message}\n\n  ${name} ${command.usage}`, 2)
    return complain(wordsOf(error), 1)
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof AppError) return error.detail ?? error.message
  return error instanceof Error ? error.message : String(error)
}

function complain(words: string, code: number): number {
  process.stderr.write(`${words}\n`)
  return code
}
