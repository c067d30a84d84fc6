import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runInElectron } from '../../../main/backend-in-electron.ts'
import { utilityProcess } from '../../support/electron-double/index.ts'
import { newFolder } from './scratch.ts'

it('speaks to the packaged backend over its port and keeps its log', async () => {
  const log = join(newFolder(), 'backend.log')
  const run = runInElectron({ entry: '/app/backend.js', env: { WEFTID_PORT: '7100' }, log })
  const [child] = utilityProcess.forked
  expect(child).toMatchObject({ entry: '/app/backend.js', options: { env: { WEFTID_PORT: '7100' } } })

  const heard: unknown[] = []
  run.onMessage((message) => heard.push(message))
  child?.emit('message', { type: 'listening' })
  expect(heard).toEqual([{ type: 'listening' }])

  run.stop()
  expect(child?.postMessage.calls).toEqual([[{ type: 'stop' }]])
  child?.stdout.write('listening\n')
  run.kill()
  expect(await run.exited).toBe(1)
  await expect.poll(() => readFileSync(log, 'utf8')).toBe('listening\n')
})
