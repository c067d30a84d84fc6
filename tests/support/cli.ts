import { spawn } from 'node:child_process'
import { cleanEnvironment } from './clean-environment.ts'
import { programPath } from './programs.ts'

export interface Told {
  code: number | null
  /** What a program would read. */
  out: string
  /** What a person is told beside it. */
  err: string
}

/** Runs a command as `npm run cli -- <args>` does. */
export async function cli(environment: Record<string, string>, ...args: string[]): Promise<Told> {
  const env = { ...cleanEnvironment(), ...environment }
  const child = spawn(process.execPath, [programPath('cli'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const told: Told = { code: null, out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()))
  told.code = await new Promise((resolve) => child.once('close', resolve))
  return told
}
