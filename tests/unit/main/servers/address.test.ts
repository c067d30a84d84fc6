import { describe, expect, it } from 'vitest'
import { isServerOrigin, parseAddress } from '../../../../main/servers/address.ts'

describe('parseAddress', () => {
  it.each([
    ['id.company.com', 'https://id.company.com'],
    ['  https://id.company.com/  ', 'https://id.company.com'],
    ['HTTPS://ID.Company.COM/sign-in?from=mail#top', 'https://id.company.com'],
    ['https://id.company.com:443', 'https://id.company.com'],
    ['id.company.com:8443', 'https://id.company.com:8443'],
    ['intranet', 'https://intranet'],
    ['localhost', 'http://localhost'],
    ['localhost:7100/users', 'http://localhost:7100'],
    ['http://localhost:7100', 'http://localhost:7100'],
    ['https://localhost:7143', 'https://localhost:7143'],
    ['localhost.company.com', 'https://localhost.company.com'],
    // A backslash is a slash to every browser: the rest is a path.
    ['id.company.com\\@evil.example', 'https://id.company.com'],
    ['id.company.com#@evil.example', 'https://id.company.com'],
  ])('reads %j', (typed, origin) => {
    expect(parseAddress(typed)).toMatchObject({ address: { origin } })
  })

  it.each([
    ['', 'empty'],
    [' \t', 'empty'],
    ['our company', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['https://id.company.com.', 'not-an-address'],
    ['https://id..company.com', 'not-an-address'],
    ['id.company.com:99999', 'not-an-address'],
    ['https://%00', 'not-an-address'],
    ['http://id.company.com', 'not-https'],
    ['http://localhost.evil.example', 'not-https'],
    ['ftp://id.company.com', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['weftid://id.company.com', 'not-https'],
    ['https://ada:secret@id.company.com', 'with-credentials'],
    ['id.company.com@evil.example', 'with-credentials'],
    ['https://10.0.0.1', 'ip-address'],
    ['127.0.0.1:7100', 'ip-address'],
    ['https://0x7f.1', 'ip-address'],
    ['https://2130706433', 'ip-address'],
    ['https://[::1]:7100', 'ip-address'],
  ])('refuses %j: %s', (typed, fault) => {
    expect(parseAddress(typed)).toEqual({ fault })
  })

  it.each([
    ['id.company.com:8443', 'id.company.com:8443', null],
    ['bücher.example', 'xn--bcher-kva.example', 'bücher.example'],
    // A Cyrillic а: readable like the real one, but shown as what it is.
    ['pаypal.com', 'xn--pypal-4ve.com', 'pаypal.com'],
    ['https://xn--pypal-4ve.com', 'xn--pypal-4ve.com', 'pаypal.com'],
  ])('shows %j as %s', (typed, host, readable) => {
    expect(parseAddress(typed)).toMatchObject({ address: { host, readable } })
  })
})

describe('isServerOrigin', () => {
  it.each([
    ['https://id.company.com', true],
    ['http://localhost:7100', true],
    ['https://id.company.com/', false],
    ['https://ID.company.com', false],
    ['id.company.com', false],
    ['http://id.company.com', false],
  ])('%s: %s', (text, expected) => {
    expect(isServerOrigin(text)).toBe(expected)
  })
})
