import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { getUser, listUserPasskeys } from '../../shared/contract/users.ts'
import { invite, setUpAdministrator } from '../support/people.ts'
import { programOf } from '../support/program.ts'
import { startTestServer } from '../support/server.ts'

const root = join(import.meta.dirname, '../..')
const deploy = (name: string) => join(root, 'server/deploy', name)
const read = (name: string) => readFileSync(deploy(name), 'utf8')
const has = (program: string) => spawnSync(program, ['--version']).error === undefined
const run = promisify(execFile)

describe('what is deployed', () => {
  it('copies into the image what is there, and runs as nobody special', () => {
    const lines = read('Dockerfile').split('\n')
    const sources = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1))
    expect(sources.length).toBeGreaterThan(5)
    for (const source of sources) expect(existsSync(join(root, source)), source).toBe(true)
    expect(lines).toContain('USER node')
    expect(read('Dockerfile')).toContain('server/index.ts')
  })

  it('has two hardened instances on one database in its compose file', () => {
    const service = z.looseObject({ read_only: z.literal(true), cap_drop: z.tuple([z.literal('ALL')]) })
    const file = z
      .object({
        services: z.object({
          one: service,
          two: service,
          postgres: z.looseObject({}),
          proxy: z.looseObject({}),
        }),
      })
      .parse(parse(read('compose.yaml'), { merge: true }))
    expect(file.services.one).toEqual(file.services.two)
    for (const name of ['one:7100', 'two:7100', '/readyz']) expect(read('Caddyfile')).toContain(name)
  })

  it.runIf(has('systemd-analyze'))('has a unit that systemd understands', () => {
    const { stderr, stdout } = spawnSync('systemd-analyze', ['verify', deploy('weftid.service')])
    // Its user and program are of the machine it is installed on.
    const faults = `${stdout.toString()}${stderr.toString()}`
      .split('\n')
      .filter((line) => /weftid.service/.test(line))
    expect(faults.filter((line) => !/is not executable|Unknown user|does not exist/.test(line))).toEqual([])
  })

  // The script is for systems with a shell, curl and jq.
  it.runIf(has('curl') && has('jq'))('has an offboarding script that works with a token', async () => {
    const server = await startTestServer()
    const ada = await setUpAdministrator(server)
    const leo = await invite(server, ada, { email: 'leo@example.org' })
    await invite(server, ada, { email: 'cleo@example.org' })
    const { program } = await programOf(server, ada, ['users.read', 'users.write', 'passkeys.revoke'])
    const env = { ...process.env, WEFTID_ORIGIN: server.config.origin, WEFTID_TOKEN: program.secret }
    const { stdout } = await run('sh', [deploy('offboard.sh'), leo.email, 'Left the company', 'HR-7'], {
      env,
    })
    expect(stdout).toBe('sessions ended: 1\npasskeys revoked: 1\n')
    const params = { id: leo.id }
    expect((await ada.browser.call(getUser, { params })).user.status).toBe('disabled')
    const { items } = await ada.browser.call(listUserPasskeys, { params })
    expect(items[0]).toMatchObject({ status: 'revoked', reason: 'Left the company', ticket: 'HR-7' })
    const again = await run('sh', [deploy('offboard.sh'), leo.email, 'Left the company'], { env })
    expect(again.stdout).toBe('sessions ended: 0\n')
    await expect(run('sh', [deploy('offboard.sh'), 'nobody@example.org', 'Left'], { env })).rejects.toThrow()
    const weak = await programOf(server, ada, ['users.read', 'users.write'])
    for (const WEFTID_TOKEN of [weak.program.secret, 'weftid_wrong']) {
      const tried = run('sh', [deploy('offboard.sh'), 'cleo@example.org', 'Left'], {
        env: { ...env, WEFTID_TOKEN },
      })
      await expect(tried).rejects.toThrow('curl')
    }
    await server.close()
  })
})
