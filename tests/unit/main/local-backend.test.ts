import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runOnNode } from '../../../main/backend-on-node.ts'
import { restartDelay, startBackend, type Backend } from '../../../main/local-backend.ts'
import { freePort, newFolder, standInServer } from './scratch.ts'

let backend: Backend | undefined

afterEach(async () => {
  await backend?.stop()
  backend = undefined
})

async function scene(mode: string) {
  const log = join(newFolder(), 'backend.log')
  const port = await freePort()
  const env = { ...process.env, WEFTID_PORT: String(port), STAND_IN: mode }
  const origin = `http://localhost:${port}`
  return { origin, log, launch: () => runOnNode(process.execPath, { entry: standInServer, env, log }) }
}

async function pidOf(origin: string): Promise<number> {
  const answer: unknown = await (await fetch(`${origin}/healthz`)).json()
  return answer !== null && typeof answer === 'object' && 'pid' in answer ? Number(answer.pid) : 0
}

describe('startBackend', () => {
  it('answers once it serves, keeps its log, and stops it', async () => {
    const { origin, log, launch } = await scene('well')
    backend = await startBackend(launch)
    expect(backend.origin).toBe(origin)
    expect(readFileSync(log, 'utf8')).toBe(`listening on ${origin}\n`)
    await backend.stop()
    await expect(fetch(origin)).rejects.toThrow()
  })

  it('waits until there are pages to show', async () => {
    const { launch } = await scene('builds')
    backend = await startBackend(launch)
    expect((await fetch(backend.origin)).status).toBe(200)
  })

  it('starts it again on the same port when it dies', async () => {
    const { origin, launch } = await scene('well')
    backend = await startBackend(launch)
    const before = await pidOf(origin)
    await fetch(`${origin}/die`).catch(() => undefined)
    await expect.poll(() => pidOf(origin).catch(() => before), { timeout: 10_000 }).not.toBe(before)
  })

  it('stops for good, even while waiting to start it again', async () => {
    const { origin, launch } = await scene('well')
    backend = await startBackend(launch)
    await fetch(`${origin}/die`).catch(() => undefined)
    await backend.stop()
    await new Promise((resolve) => setTimeout(resolve, restartDelay(1) + 500))
    await expect(fetch(origin)).rejects.toThrow()
  })

  it('kills one that does not listen to reason', { timeout: 20_000 }, async () => {
    const { origin, launch } = await scene('deaf')
    backend = await startBackend(launch)
    await backend.stop()
    await expect(fetch(origin)).rejects.toThrow()
  })

  it('does not try again when the first start fails', async () => {
    const { launch } = await scene('fails')
    await expect(startBackend(launch)).rejects.toThrow('The backend ended before it was ready (code 3).')
  })

  it('leaves nothing running when it is not well', async () => {
    const { origin, launch } = await scene('ill')
    await expect(startBackend(launch)).rejects.toThrow('not well (503)')
    await expect
      .poll(() =>
        fetch(origin).then(
          () => true,
          () => false,
        ),
      )
      .toBe(false)
  })

  it('fails when there is no such program', async () => {
    const { log } = await scene('well')
    const launch = () => runOnNode('/no/such/node', { entry: standInServer, env: {}, log })
    await expect(startBackend(launch)).rejects.toThrow('before it was ready')
  })
})

describe('restartDelay', () => {
  it('doubles up to half a minute', () => {
    expect([1, 2, 3, 6, 7, 50].map(restartDelay)).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000])
  })
})
