import { setImmediate as turn } from 'node:timers/promises'

/** So many rows take SQLite a few milliseconds. */
const portion = 250

/**
 * Calls `remove`, which takes away at most as many rows as it is told and answers how many it took, until nothing is
 * left. Whoever else wants the database has their turn in between: SQLite holds up the event loop for as long as it takes.
 */
export async function inPortions(remove: (limit: number) => Promise<number>): Promise<void> {
  while ((await remove(portion)) === portion) await turn()
}
