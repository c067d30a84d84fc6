let last: Promise<unknown> = Promise.resolve()

const ignore = () => undefined

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Does one thing with the browser's passkeys after the other: prompts and signals share one place there, and whichever
 * finds it taken is refused at once. Waits for what was asked for before; `patience` (milliseconds) at most, where given.
 * Answers and rejects like `act`.
 */
export function inTurn<T>(act: () => Promise<T>, patience?: number): Promise<T> {
  const before = patience === undefined ? last : Promise.race([last, pause(patience)])
  const own = before.then(act)
  last = own.catch(ignore)
  return own
}
