/** How long something took, over many times. */
export interface Times {
  p50: number
  p99: number
  count: number
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN

/** Out of milliseconds in any order. */
export function timesOf(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b)
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), count: sorted.length }
}

export const median = (figures: readonly number[]): number => timesOf(figures).p50

/** How many milliseconds it takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Does each kind of work `rounds` times, in turns, so that a slow moment of the machine meets them all. */
export async function timedInTurns(
  works: Record<string, (round: number) => Promise<unknown>>,
  rounds: number,
): Promise<Map<string, Times>> {
  const kinds = Object.entries(works).map(([name, work]) => ({ name, work, all: [] as number[] }))
  for (let round = 0; round < rounds; round += 1)
    for (const { work, all } of kinds) all.push(await timed(() => work(round)))
  return new Map(kinds.map(({ name, all }) => [name, timesOf(all)]))
}
