/**
 * Waits until all have ended, whatever became of one, and answers them; throws what went wrong with the first of the list.
 * For statements on one connection that need no answer of each other: asked for at once, PostgreSQL gets them in one go, in
 * their order. Nobody may undo, commit or let go of the connection while one of them is still to come.
 */
export async function together<T extends readonly unknown[] | []>(
  asked: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(asked)
  return Promise.all(asked)
}
