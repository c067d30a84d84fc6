import { inBackground } from '../api/background.ts'

/**
 * Makes news bearable that come many at once: asked for while it is under way, `work` is done once more afterwards,
 * however often it was asked for, and not sooner than `pause` milliseconds after it ended. It is no use of the session,
 * and must not reject.
 */
export function coalesced(work: () => Promise<void>, pause = 500): () => void {
  let isBusy = false
  let isWanted = false
  const begin = () => {
    isBusy = true
    isWanted = false
    inBackground(() => void work().then(rest))
  }
  const rest = () => {
    setTimeout(() => {
      isBusy = false
      if (isWanted) begin()
    }, pause)
  }
  return () => {
    if (isBusy) isWanted = true
    else begin()
  }
}
