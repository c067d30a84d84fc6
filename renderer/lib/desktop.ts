import type { Desktop, DesktopFacts } from '../../shared/ipc.ts'

declare global {
  interface Window {
    desktop?: Desktop
  }
}

/** The shell around this page, or null in a plain browser. */
export const desktop: Desktop | null = window.desktop ?? null

/** What the shell knows of this computer; null in a browser, or where the shell does not say. */
export async function desktopFacts(): Promise<DesktopFacts | null> {
  if (desktop === null) return null
  return desktop.facts().catch(() => null)
}

/** The computer's own name as a field of a request: a label, only where there is one. */
export async function computerLabel(): Promise<{ computer?: string }> {
  const facts = await desktopFacts()
  return facts === null || facts.computerName.trim() === ''
    ? {}
    : { computer: facts.computerName.slice(0, 60) }
}
