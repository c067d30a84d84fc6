import { describe, expect, it } from 'vitest'
import { completeConfig, ConfigError, readSettings } from '../../../server/config.ts'

const secrets = ['a secret of the tests, 32 bytes or more']
const read = (env: Record<string, string>) => readSettings({ WEFTID_DATA: '/data', ...env })
const complete = (env: Record<string, string>) => completeConfig(read(env), 7100, secrets, '1.0.0')

function faultOf(env: Record<string, string>): string {
  try {
    read(env)
    return ''
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

describe('the environment', () => {
  it('may be empty: local mode on both loopback addresses', () => {
    expect(complete({})).toMatchObject({
      origin: 'http://localhost:7100',
      rp: { id: 'localhost', origins: ['http://localhost:7100'] },
      local: true,
      hosts: ['127.0.0.1', '::1'],
      database: { kind: 'sqlite', file: '/data/weftid.sqlite' },
      name: 'WeftID',
      support: '',
      minimumClient: null,
      tls: null,
      auditFile: null,
      logLevel: 'info',
    })
  })

  it('counts an empty value as none', () => {
    expect(complete({ WEFTID_ORIGIN: '', WEFTID_RP_ID: '', WEFTID_SECRET: '', WEFTID_PORT: '' })).toEqual(
      complete({}),
    )
  })

  it('is fixed once read', () => {
    expect(Object.isFrozen(complete({}))).toBe(true)
  })

  it.each([
    [{ WEFTID_ORIGIN: 'https://id.example.org' }, 'id.example.org'],
    [{ WEFTID_ORIGIN: 'https://id.example.org:8443' }, 'id.example.org'],
    [{ WEFTID_ORIGIN: 'https://id.example.org', WEFTID_RP_ID: 'example.org' }, 'example.org'],
    [{ WEFTID_ORIGIN: 'http://localhost:3000' }, 'localhost'],
  ])('%j makes the relying party %s', (env, id) => {
    expect(complete(env).rp).toEqual({ id, origins: [env.WEFTID_ORIGIN] })
  })

  it('may name further origins and secrets', () => {
    const env = {
      WEFTID_ORIGIN: 'https://id.example.org',
      WEFTID_EXTRA_ORIGINS: 'https://login.example.org, https://id2.example.org',
      WEFTID_SECRET: `${'a'.repeat(32)}, ${'b'.repeat(32)}`,
    }
    expect(complete(env).rp.origins).toHaveLength(3)
    expect(read(env).secrets).toEqual(['a'.repeat(32), 'b'.repeat(32)])
  })

  it.each([
    ['WEFTID_ORIGIN', 'example.org'],
    ['WEFTID_ORIGIN', 'https://example.org/'],
    ['WEFTID_ORIGIN', 'https://example.org/path'],
    ['WEFTID_ORIGIN', 'http://example.org'],
    ['WEFTID_ORIGIN', 'https://192.168.1.1'],
    ['WEFTID_ORIGIN', 'https://[::1]'],
    ['WEFTID_ORIGIN', 'https://user@example.org'],
    ['WEFTID_ORIGIN', 'HTTPS://EXAMPLE.ORG'],
    ['WEFTID_ORIGIN', 'file:///etc/passwd'],
    ['WEFTID_EXTRA_ORIGINS', 'https://example.org, nonsense'],
    ['WEFTID_RP_ID', 'Example.org'],
    ['WEFTID_RP_ID', 'other.org'],
    ['WEFTID_PORT', '-1'],
    ['WEFTID_PORT', '65536'],
    ['WEFTID_PORT', '7100.5'],
    ['WEFTID_PORT', 'http'],
    ['WEFTID_HOST', ','],
    ['WEFTID_SECRET', 'short'],
    ['WEFTID_SECRET', `${'a'.repeat(32)},short`],
    ['WEFTID_SECRET', ','],
    ['WEFTID_NAME', 'x'.repeat(61)],
    ['WEFTID_SUPPORT', 'x'.repeat(201)],
    ['WEFTID_MINIMUM_CLIENT', '1.2'],
    ['WEFTID_TRUSTED_PROXIES', '10.0.0.1'],
    ['WEFTID_TRUSTED_PROXIES', 'proxy'],
    ['WEFTID_TLS_CERT', '/cert.pem'],
    ['WEFTID_TLS_KEY', '/key.pem'],
    ['WEFTID_SMTP_URL', 'mail.example.org'],
    ['WEFTID_SMTP_URL', 'http://mail.example.org'],
    ['WEFTID_SMTP_URL', 'smtp://'],
    ['WEFTID_SMTP_URL', 'smtp://mail.example.org/?tls.rejectUnauthorized=false'],
    ['WEFTID_SMTP_URL', 'smtp://user:%zz@mail.example.org'],
    ['WEFTID_MAIL_FROM', 'WeftID'],
    ['WEFTID_MAIL_FROM', 'WeftID <id@example.org>, <eve@evil.example>'],
    ['WEFTID_MAIL_FROM', 'WeftID\r\nBcc: eve@evil.example <id@example.org>'],
    ['WEFTID_LOG_LEVEL', 'loud'],
  ])('is refused with %s=%s, by name', (name, value) => {
    expect(faultOf({ [name]: value })).toContain(name)
  })

  it.each(['postgres://user:geheim@db/weftid', 'postgresql://db/weftid'])('wants a secret with %s', (url) => {
    expect(faultOf({ WEFTID_DATABASE: url })).toContain('WEFTID_SECRET')
    expect(faultOf({ WEFTID_DATABASE: url })).not.toContain('geheim')
    const WEFTID_SECRET = 's'.repeat(32)
    expect(read({ WEFTID_DATABASE: url, WEFTID_SECRET }).database).toEqual({ kind: 'postgres', url })
  })

  it.each([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, secure: false, credentials: null }],
    ['smtps://mail.example.org/', { host: 'mail.example.org', port: 465, secure: true, credentials: null }],
    [
      'smtp://id%40example.org:ge%2Fheim@[2001:db8::1]:2525',
      {
        host: '2001:db8::1',
        port: 2525,
        secure: false,
        credentials: { user: 'id@example.org', pass: 'ge/heim' },
      },
    ],
  ])('takes %s for a mail server', (url, mail) => {
    const from = { name: 'WeftID, here', address: 'id@example.org' }
    const env = { WEFTID_SMTP_URL: url, WEFTID_MAIL_FROM: '"WeftID, here" <id@example.org>' }
    expect(read(env).mail).toEqual({ ...mail, from })
  })

  it('wants to know who mail is from, and repeats no password of the mail server', () => {
    expect(faultOf({ WEFTID_SMTP_URL: 'smtp://user:geheim@mail.example.org' })).toContain('WEFTID_MAIL_FROM')
    for (const url of ['smtp://user:geheim@mail.example.org', 'smtp://user:geheim@mail.example.org/path'])
      expect(faultOf({ WEFTID_SMTP_URL: url })).not.toContain('geheim')
  })

  it('names all that is wrong at once, and repeats no secret', () => {
    const message = faultOf({ WEFTID_PORT: 'x', WEFTID_LOG_LEVEL: 'loud', WEFTID_SECRET: 'geheim' })
    for (const name of ['WEFTID_PORT', 'WEFTID_LOG_LEVEL', 'WEFTID_SECRET']) expect(message).toContain(name)
    expect(message).not.toContain('geheim')
  })
})
