/** One command of the command line. */
export interface Command {
  /** What it does, in a line. */
  summary: string
  /** Its options, as they are typed. */
  usage: string
  /** Does it, and answers the exit code. Throws `UsageError`, and whatever goes wrong with words for the operator. */
  run: (args: string[]) => Promise<number>
}

/** The command was not typed as it should be. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A line for the person at the terminal, or the program that reads it. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
