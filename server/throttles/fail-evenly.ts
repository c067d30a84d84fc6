// Longer than any of the work but a password's hash, shorter than anybody notices.
const step = 50

/**
 * Success is told at once, a failure only a whole number of 50 ms after the start: whether an account is known decides
 * about fractions of a millisecond of work, which cannot be seen in that.
 */
export async function failEvenly<T>(work: () => Promise<T>): Promise<T> {
  let tell: (() => void) | null = null
  // Begun before the work: a timer begun after it would end at a fraction of a millisecond that depends on it.
  const steps = setInterval(() => {
    tell?.()
  }, step)
  try {
    return await work()
  } catch (error) {
    await new Promise<void>((resolve) => {
      tell = resolve
    })
    throw error
  } finally {
    clearInterval(steps)
  }
}
