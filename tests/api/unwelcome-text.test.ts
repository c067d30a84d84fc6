import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { anyPath, everyEndpoint, fieldsOf } from '../support/every-endpoint.ts'
import { invite, setUpAdministrator } from '../support/people.ts'
import { problemOf } from '../support/problems.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { givePassword, typePassword } from '../support/two-step.ts'

const nul = '\u0000'

describe.each(Object.entries(databases))('text that a database cannot hold, on %s,', (_name, open) => {
  let stopDatabase: () => Promise<void>
  let server: TestServer
  let browser: Browser
  let halfway: Browser

  beforeAll(async () => {
    const { environment, stop } = await open()
    stopDatabase = stop
    server = await startTestServer(environment)
    const ada = await setUpAdministrator(server)
    browser = ada.browser
    const bob = await invite(server, ada, { email: 'bob@example.org' })
    await givePassword(bob)
    halfway = (await typePassword(server, bob.email)).browser
  })
  afterAll(async () => {
    await server.close()
    await stopDatabase()
  })

  const ask = (method: string, path: string, body?: object, from = browser) =>
    from.send({ method, path, ...(body ? { body: JSON.stringify(body) } : {}) })

  it.each(everyEndpoint.filter(({ params }) => params))('is no id: $method $path', async (endpoint) => {
    for (const id of [nul, `a${nul}b`])
      expect(problemOf(await ask(endpoint.method, anyPath(endpoint, id))).code).toBe('input.invalid')
  })

  it.each(everyEndpoint.filter(({ query }) => query))('is no query: $path', async (endpoint) => {
    for (const name of Object.keys(endpoint.query?.shape ?? {})) {
      const answer = await ask(endpoint.method, `${anyPath(endpoint)}?${name}=a%00b`)
      expect(problemOf(answer).code, name).toBe('input.invalid')
    }
  })

  it.each(everyEndpoint.filter(({ body }) => body))('is in no body: $method $path', async (endpoint) => {
    for (const { name } of endpoint.body ? fieldsOf(endpoint.body) : []) {
      const body = {
        email: 'a@b.org',
        displayName: 'A',
        challengeId: 'x',
        response: {},
        reason: 'x',
        name: 'x',
      }
      const given = { ...body, [name]: `a${nul}b@c.org` }
      const from = endpoint.access === 'pending' ? halfway : browser
      const answer = await ask(endpoint.method, anyPath(endpoint), given, from)
      expect(problemOf(answer).code, name).toBe('input.invalid')
    }
  })

  it('is no cursor', async () => {
    const cursor = Buffer.from(nul).toString('base64url')
    expect(problemOf(await ask('get', `/users?cursor=${cursor}`)).code).toBe('input.invalid')
  })

  it('is not what only looks like it', async () => {
    const answer = await ask('patch', '/me', { displayName: 'A\\u0000' })
    expect(JSON.parse(answer.text)).toMatchObject({ user: { displayName: 'A\\u0000' } })
  })
})
