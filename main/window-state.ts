import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Rectangle } from 'electron'
import { z } from 'zod'

const windowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) }),
  maximized: z.boolean(),
})
type WindowState = z.infer<typeof windowState>

/** Where a new window goes: position only where one was remembered and is still on a screen. */
export interface Placement {
  x?: number
  y?: number
  width: number
  height: number
  maximized: boolean
}

export const smallest = { width: 480, height: 560 }
const usual: Placement = { width: 1280, height: 800, maximized: false }
/** So much of the window must be on a screen for a person to get hold of it. */
const graspable = 100

/** Fits a remembered window to the screens there are now; a missing or unreachable one gets the usual size. */
export function placeWindow(remembered: WindowState | null, screens: readonly Rectangle[]): Placement {
  if (remembered === null) return usual
  const { bounds, maximized } = remembered
  const width = Math.max(bounds.width, smallest.width)
  const height = Math.max(bounds.height, smallest.height)
  const isReachable = screens.some(
    (screen) =>
      overlap(bounds, screen, 'x', 'width') >= graspable &&
      overlap(bounds, screen, 'y', 'height') >= graspable,
  )
  return isReachable ? { x: bounds.x, y: bounds.y, width, height, maximized } : { ...usual, maximized }
}

/** Reads what `rememberWindow` wrote; anything else counts as nothing remembered. */
export function recallWindow(file: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Remembers the window for the next start; a full or read-only disk must not keep it from closing. */
export function rememberWindow(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(state))
  } catch {
    // Then it opens in its usual place.
  }
}

function overlap(a: Rectangle, b: Rectangle, start: 'x' | 'y', size: 'width' | 'height'): number {
  return Math.min(a[start] + a[size], b[start] + b[size]) - Math.max(a[start], b[start])
}
