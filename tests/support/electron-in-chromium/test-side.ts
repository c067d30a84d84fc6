/** A window's page, for a debugger that joins in. */
export interface OpenedWindow {
  id: number
  endpoint: string
  targetId: string
}

/** What the process tells the test unasked, and what it answers. */
export type Telling =
  { opened: OpenedWindow } | { closed: number } | { reply: number; value?: unknown; failure?: string }

/** What a test asks: one of the controls by its name. */
export interface Asking {
  ask: number
  name: string
  args: unknown[]
}

/** Tells the test, if one listens. */
export function tellTest(telling: Telling): void {
  if (process.connected) process.send?.(telling)
}
