const factor = Number(process.env['TEST_TIMES'] ?? 1)

/** How often a race or a kill is tried: `TEST_TIMES=10` makes it ten times as often, and gives it as much more time. */
export const often = (usual: number): number => Math.round(usual * factor)

/** For how many milliseconds at most; whoever asks for more waits longer for each, too. */
export const atMost = (usual: number): number => (factor === 1 ? usual : often(5 * usual))

/** Tells whoever asked for more how much was tried. */
export function tell(line: string): void {
  if (factor !== 1) process.stdout.write(`${line}\n`)
}
