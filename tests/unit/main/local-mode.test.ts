import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runOnNode, type Launch } from '../../../main/backend-on-node.ts'
import { isServing, recallInstance, rememberInstance } from '../../../main/instance.ts'
import type { Backend } from '../../../main/local-backend.ts'
import { startLocalMode } from '../../../main/local-mode.ts'
import { freePort, newFolder, standInServer } from './scratch.ts'

const backends: Backend[] = []
const run = (launch: Launch) => runOnNode(process.execPath, launch)

async function start(env: NodeJS.ProcessEnv): Promise<Backend> {
  const backend = await startLocalMode({ ...process.env, WEFTID_PORT: undefined, ...env }, standInServer, run)
  backends.push(backend)
  return backend
}

afterEach(async () => {
  await Promise.all(backends.splice(0).map((backend) => backend.stop()))
})

describe('startLocalMode', () => {
  it('makes a folder for its owner only and remembers the port in it', async () => {
    const folder = join(newFolder(), 'new', 'weftid')
    const { origin } = await start({ WEFTID_DATA: folder })
    expect(recallInstance(folder)).toEqual({ port: Number(new URL(origin).port), pid: process.pid })
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readFileSync(join(folder, 'backend.log'), 'utf8')).toContain(origin)
  })

  it('takes the remembered port again', async () => {
    const folder = newFolder()
    const port = await freePort()
    rememberInstance(folder, { port, pid: process.pid })
    const { origin } = await start({ WEFTID_DATA: folder })
    expect(origin).toBe(`http://localhost:${port}`)
  })

  it('takes and remembers another when somebody else holds it', async () => {
    const folder = newFolder()
    const somebody = createServer().listen(0, '127.0.0.1')
    await once(somebody, 'listening')
    const address = somebody.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    rememberInstance(folder, { port, pid: process.ppid })
    const { origin } = await start({ WEFTID_DATA: folder })
    expect(new URL(origin).port).not.toBe(String(port))
    expect(recallInstance(folder)?.port).toBe(Number(new URL(origin).port))
    somebody.close()
  })

  it('uses the port it is told', async () => {
    const port = await freePort()
    const { origin } = await start({ WEFTID_DATA: newFolder(), WEFTID_PORT: String(port) })
    expect(origin).toBe(`http://localhost:${port}`)
  })

  it('says where it already runs instead of starting twice on the same data', async () => {
    const folder = newFolder()
    const { origin } = await start({ WEFTID_DATA: folder })
    rememberInstance(folder, { port: Number(new URL(origin).port), pid: process.ppid })
    await expect(start({ WEFTID_DATA: folder })).rejects.toThrow(`WeftID is already running: open ${origin}`)
  })
})

describe('the remembered instance', () => {
  it('is not serving when its process is gone, whoever answers on its port', async () => {
    const { origin } = await start({ WEFTID_DATA: newFolder() })
    const port = Number(new URL(origin).port)
    expect(await isServing({ port, pid: process.ppid })).toBe(true)
    expect(await isServing({ port, pid: 2 ** 22 + 1 })).toBe(false)
  })

  it('is not serving when its port answers as something else', async () => {
    const other = createServer((_request, response) => response.end('{"hello":1}')).listen(0, 'localhost')
    await once(other, 'listening')
    const address = other.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    expect(await isServing({ port, pid: process.ppid })).toBe(false)
    other.close()
  })

  it.each(['', '{"port":"7100"}', '{"port":0,"pid":1}', '{"port":7100}', '[]'])(
    'counts as none when the file says %j',
    (content) => {
      const folder = newFolder()
      writeFileSync(join(folder, 'local.json'), content)
      expect(recallInstance(folder)).toBeNull()
    },
  )
})
