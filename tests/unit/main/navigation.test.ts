import { describe, expect, it } from 'vitest'
import { isOwnDownload, staysOnOrigin } from '../../../main/navigation.ts'

const https = 'https://our.host'
const local = 'http://localhost:7100'

describe('staysOnOrigin', () => {
  it.each([
    [https, 'https://our.host'],
    [https, 'https://our.host/'],
    [https, 'https://our.host:443/users?search=a#b'],
    [https, 'HTTPS://OUR.HOST/users'],
    // A backslash is a slash to every browser: this is a path on our host.
    [https, 'https://our.host\\@evil.example'],
    [local, 'http://localhost:7100/sign-in'],
  ])('on %s goes to %s', (origin, url) => {
    expect(staysOnOrigin(url, origin)).toBe(true)
  })

  it.each([
    [https, 'https://our.host.evil.example'],
    [https, 'https://our.host@evil'],
    [https, 'https://our.host:x@evil.example/'],
    [https, 'https://evil.example/https://our.host'],
    [https, 'https://evil.example#https://our.host'],
    [https, 'https://someone:secret@our.host/'],
    [https, 'https://our.host:8443/'],
    [https, 'http://our.host/'],
    [https, 'https://www.our.host/'],
    [https, 'https://our.host./'],
    [https, '//our.host/'],
    [https, '/users'],
    [https, ''],
    [https, 'about:blank'],
    [https, 'about:srcdoc'],
    [https, 'javascript:alert(1)'],
    [https, 'java\nscript:alert(1)'],
    [https, 'data:text/html,hello'],
    [https, 'file:///etc/passwd'],
    [https, 'blob:https://our.host/0b3b4f0e-6d5f-4a3c-9d4e-3a1b2c3d4e5f'],
    [https, 'filesystem:https://our.host/temporary/a'],
    [https, 'view-source:https://our.host/'],
    [https, 'chrome://settings'],
    [https, 'weftid://our.host/'],
    [https, 'ws://our.host/'],
    [local, 'http://localhost:7101/'],
    [local, 'http://localhost/'],
    [local, 'https://localhost:7100/'],
    [local, 'http://127.0.0.1:7100/'],
    [local, 'http://[::1]:7100/'],
    [local, 'http://localhost.evil.example:7100/'],
    [local, 'http://localhost:7100.evil.example/'],
  ])('on %s does not go to %j', (origin, url) => {
    expect(staysOnOrigin(url, origin)).toBe(false)
  })

  it('goes nowhere from an origin that is none', () => {
    expect(staysOnOrigin('about:blank', 'null')).toBe(false)
    expect(staysOnOrigin('data:text/html,x', 'null')).toBe(false)
  })
})

describe('isOwnDownload', () => {
  it.each([
    ['blob:http://localhost:7100/0b3b4f0e', true],
    ['blob:http://localhost:7101/0b3b4f0e', false],
    ['blob:https://evil.example/http://localhost:7100', false],
    ['blob:null/0b3b4f0e', false],
    ['http://localhost:7100/api/users/export?role=user', true],
    ['http://localhost:7100/api/fleet/revocations/0b3b4f0e-14c0/export', true],
    ['http://localhost:7101/api/users/export', false],
    ['http://someone:secret@localhost:7100/api/users/export', false],
    ['http://localhost:7100/api/users', false],
    ['http://localhost:7100/assets/index.js', false],
    ['data:text/plain,codes', false],
    ['', false],
  ])('%s: %s', (url, expected) => {
    expect(isOwnDownload(url, local)).toBe(expected)
  })
})
