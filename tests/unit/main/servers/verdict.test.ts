import { describe, expect, it } from 'vitest'
import { failureOf, isOlder, judge, retryDelay } from '../../../../main/servers/verdict.ts'

const origin = 'https://id.company.com'
const facts = { name: 'Company', version: '1.4.0', rpId: 'id.company.com', minimumClient: null }
const answer = (changed: object, status = 200) => ({ status, body: JSON.stringify({ ...facts, ...changed }) })

describe('judge', () => {
  it.each([
    [origin, {}],
    [origin, { rpId: 'company.com' }],
    [origin, { minimumClient: '1.2.0' }],
    [origin, { minimumClient: '1.1.9' }],
    [origin, { setupRequired: true, more: 'than we know' }],
    ['http://localhost:7100', { rpId: 'localhost' }],
    ['https://intranet', { rpId: 'intranet' }],
  ])('works with %s saying %j', (at, changed) => {
    expect(judge(answer(changed), at, '1.2.0')).toMatchObject({ is: 'ours', facts: { name: 'Company' } })
  })

  it.each([
    ['other-host', { rpId: 'company.org' }],
    ['other-host', { rpId: 'd.company.com' }],
    ['other-host', { rpId: 'evil.id.company.com' }],
    ['other-host', { rpId: 'com' }],
    ['other-host', { rpId: '' }],
    ['too-old', { minimumClient: '1.2.1' }],
    ['too-old', { minimumClient: '2.0.0' }],
    ['not-weftid', { minimumClient: 'newest' }],
    ['not-weftid', { version: 'x'.repeat(41) }],
    ['not-weftid', { name: 7 }],
    ['not-weftid', { rpId: null }],
  ])('finds %s in %j', (is, changed) => {
    expect(judge(answer(changed), origin, '1.2.0')).toMatchObject({ is })
  })

  it.each([
    ['trouble', { status: 502, body: '<html>Bad gateway</html>' }],
    ['trouble', answer({}, 503)],
    ['not-weftid', { status: 200, body: '<html>Sign in to the guest network</html>' }],
    ['not-weftid', { status: 200, body: '' }],
    ['not-weftid', { status: 200, body: 'null' }],
    ['not-weftid', { status: 404, body: JSON.stringify(facts) }],
    ['not-weftid', { status: 204, body: '' }],
  ])('finds %s in %j', (is, given) => {
    expect(judge(given, origin, '1.2.0')).toMatchObject({ is })
  })

  it('says which version is asked for, and cuts a name that is none', () => {
    expect(judge(answer({ minimumClient: '2.0.0' }), origin, '1.2.0')).toMatchObject({
      detail: 'It asks for 2.0.0 or newer; this is 1.2.0.',
    })
    expect(judge(answer({ name: 'x'.repeat(500) }), origin, '1.2.0')).toMatchObject({
      facts: { name: 'x'.repeat(60) },
    })
  })
})

describe('failureOf', () => {
  it.each([
    ['net::ERR_CERT_DATE_INVALID', 'not-secure', 'ERR_CERT_DATE_INVALID'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'not-secure', 'ERR_CERT_AUTHORITY_INVALID'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'not-secure', 'ERR_SSL_PROTOCOL_ERROR'],
    ['net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'not-secure', 'ERR_BAD_SSL_CLIENT_AUTH_CERT'],
    ['net::ERR_NAME_NOT_RESOLVED', 'offline', 'ERR_NAME_NOT_RESOLVED'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline', 'ERR_INTERNET_DISCONNECTED'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'offline', 'ERR_PROXY_CONNECTION_FAILED'],
    ['The operation was aborted due to timeout', 'offline', 'The operation was aborted due to timeout'],
    ["Attempted to redirect, but redirect policy was 'error'", 'not-weftid', 'It sends to another address.'],
  ])('reads %s as %s', (words, is, detail) => {
    expect(failureOf(new Error(words))).toEqual({ is, detail })
  })
})

describe('isOlder', () => {
  it.each([
    ['1.2.0', '1.2.0', false],
    ['1.2.0', '1.10.0', true],
    ['1.10.0', '1.9.9', false],
    ['0.9.9', '1.0.0', true],
    ['2.0.0', '1.99.99', false],
    ['1.2.0-beta.1', '1.2.0', true],
    ['1.2.0', '1.2.0-beta.1', false],
    ['1.2.1-beta.1', '1.2.0', false],
  ])('%s than %s: %s', (mine, theirs, expected) => {
    expect(isOlder(mine, theirs)).toBe(expected)
  })
})

describe('retryDelay', () => {
  it('doubles from a second to half a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 20].map(retryDelay)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })
})
