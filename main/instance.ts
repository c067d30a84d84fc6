import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { getServer } from '../shared/contract/sign-in.ts'

const record = z.object({ port: z.int().min(1).max(65535), pid: z.int().positive() })

/** The port local mode last used with one data folder, and the process that served it. */
export type Instance = z.infer<typeof record>

const fileIn = (folder: string) => join(folder, 'local.json')

/** Reads what the last start remembered; anything unreadable counts as a first start. */
export function recallInstance(folder: string): Instance | null {
  try {
    return record.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
  } catch {
    return null
  }
}

/** Remembers the port for the next start, and us as the process that serves it. */
export function rememberInstance(folder: string, instance: Instance): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(fileIn(folder), JSON.stringify(instance), { mode: 0o600 })
}

/**
 * Whether that process still serves this data folder. Both must hold: a process of ours with that id, which nobody else
 * can fake, and our server's answer on the port, because ids are given out again.
 */
export async function isServing({ port, pid }: Instance): Promise<boolean> {
  return pid !== process.pid && isAlive(pid) && (await answersAsOurs(port))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const greeting = getServer.response.pick({ version: true, rpId: true })

async function answersAsOurs(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://localhost:${port}/api${getServer.path}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(3000),
    })
    return greeting.safeParse(await response.json()).success
  } catch {
    return false
  }
}
