/**
 * How far apart two samples lie, in standard deviations of chance: the z of the Mann-Whitney U test, ties counted half.
 * It asks nothing of how the values are distributed, and no single outlier moves it.
 */
export function rankDistance(first: readonly number[], second: readonly number[]): number {
  const all = [
    ...first.map((value) => ({ value, own: true })),
    ...second.map((value) => ({ value, own: false })),
  ]
  all.sort((a, b) => a.value - b.value)
  let rankSum = 0
  let ties = 0
  for (let start = 0; start < all.length;) {
    let end = start
    while (end < all.length && all[end]?.value === all[start]?.value) end++
    const tied = all.slice(start, end)
    rankSum += tied.filter(({ own }) => own).length * ((start + 1 + end) / 2)
    ties += tied.length ** 3 - tied.length
    start = end
  }
  const [n, m, total] = [first.length, second.length, all.length]
  const mean = (n * (total + 1)) / 2
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)))
  return variance === 0 ? 0 : (rankSum - mean) / Math.sqrt(variance)
}
