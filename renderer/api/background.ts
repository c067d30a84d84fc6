let isBackground = false

/** Whether the page is asking by itself at this moment. */
export const isInBackground = (): boolean => isBackground

/** The calls that `work` makes at once, before it waits for anything, are the page's own: no use of the session. */
export function inBackground(work: () => void): void {
  isBackground = true
  try {
    work()
  } finally {
    isBackground = false
  }
}
