import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { localOrigin, servePages } from '../../../../main/local-pages/serve.ts'
import { newFolder } from '../scratch.ts'

const folder = newFolder()
const serve = servePages(join(folder, 'pages'))
const get = (path: string, method = 'GET') => serve({ url: `${localOrigin}${path}`, method })

beforeAll(() => {
  mkdirSync(join(folder, 'pages/assets'), { recursive: true })
  writeFileSync(join(folder, 'pages/connect.html'), '<!doctype html>')
  writeFileSync(join(folder, 'pages/assets/connect.js'), 'export {}')
  writeFileSync(join(folder, 'pages/notes.txt'), 'not a page')
  writeFileSync(join(folder, 'secret.html'), 'outside')
})

describe('servePages', () => {
  it.each([
    ['/connect.html', 'text/html; charset=utf-8'],
    ['/connect.html?a#b', 'text/html; charset=utf-8'],
    ['/assets/connect.js', 'text/javascript; charset=utf-8'],
  ])('answers %s, locked down', async (path, type) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(type)
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|connect-src|https?:|\*/)
  })

  it.each([
    '/',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/..\\secret.html',
    '//etc/passwd',
    '/Connect.html',
  ])('knows nothing of %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  it('answers no other method and no other host', async () => {
    expect((await get('/connect.html', 'POST')).status).toBe(404)
    const elsewhere = await serve({ url: 'weftid-pages://evil/connect.html', method: 'GET' })
    expect(elsewhere.status).toBe(404)
  })
})
