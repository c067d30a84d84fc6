/** One line of what was tried and what was found: `npm run test:faults` prints it, the operations guide keeps it. */
export function tell(tried: string, found: Record<string, number | string>): void {
  const figures = Object.entries(found).map(([what, figure]) => `${what} ${figure}`)
  process.stdout.write(`${tried}: ${figures.join(', ')}\n`)
}

/** How often each value occurs, such as the statuses of many answers. */
export function tally(values: Iterable<string | number>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
