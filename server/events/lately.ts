// Longer than a desktop needs to come back after its connection broke.
const lately = 30_000

/** Remembers for half a minute which sessions had a stream that has closed. */
export function rememberLately(now: () => Date): {
  note: (sessionId: string) => void
  has: (sessionId: string) => boolean
} {
  // In the order of the moments, so that those to forget come first.
  const left = new Map<string, number>()
  return {
    note: (sessionId) => {
      const at = now().getTime()
      left.delete(sessionId)
      left.set(sessionId, at)
      for (const [id, when] of left) {
        if (when > at - lately) break
        left.delete(id)
      }
    },
    has: (sessionId) => (left.get(sessionId) ?? -Infinity) > now().getTime() - lately,
  }
}
