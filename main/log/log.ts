import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { redact } from './redact.ts'

export type Level = 'info' | 'warn' | 'error'
type Fact = string | number | boolean | null | undefined

const mostBytes = 512 * 1024
const keptFiles = 3

const fileAt = (age: number) => join(app.getPath('logs'), age === 0 ? 'main.log' : `main.${age}.log`)

/**
 * Writes one line to the log in the system's folder for logs: what happened, never a secret. Each line is written at
 * once, so that the last one before a crash is there; a disk that takes none stops nobody.
 */
export function log(level: Level, event: string, facts: Record<string, Fact> = {}): void {
  const told = Object.entries(facts).map(([name, fact]) => [
    name,
    typeof fact === 'string' ? redact(fact) : fact,
  ])
  const line = JSON.stringify({
    time: new Date().toISOString(),
    level,
    event,
    ...(Object.fromEntries(told) as Record<string, Fact>),
  })
  try {
    mkdirSync(app.getPath('logs'), { recursive: true })
    rotate()
    appendFileSync(fileAt(0), `${line}\n`, { mode: 0o600 })
  } catch {
    // Nowhere to complain.
  }
}

/** The last lines of the log, oldest first. */
export function lastLines(count: number): string[] {
  try {
    return readFileSync(fileAt(0), 'utf8').trimEnd().split('\n').slice(-count)
  } catch {
    return []
  }
}

function rotate(): void {
  const { size } = statSync(fileAt(0), { throwIfNoEntry: false }) ?? { size: 0 }
  if (size < mostBytes) return
  for (let age = keptFiles - 2; age >= 0; age -= 1)
    if (statSync(fileAt(age), { throwIfNoEntry: false })) renameSync(fileAt(age), fileAt(age + 1))
}
