import { join } from 'node:path'
import { installedProgram } from '../../main/electron-runtime.ts'

export const root = join(import.meta.dirname, '../..')

/** Electron's program, or why this machine cannot run the suite. Never fetches anything. */
export function runtime(): { program: string } | { missing: string } {
  const program = installedProgram(root)
  if (program === null) return { missing: "Electron's runtime is not installed (npx install-electron)" }
  const { platform, env } = process
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'])
    return { missing: 'there is no display to open a window on' }
  return { program }
}
