import { BlockList } from 'node:net'
import { describe, expect, it } from 'vitest'
import { clientWords } from '../../../../server/http/client-words.ts'
import { addressOf } from '../../../../server/http/request.ts'

describe('where a request comes from', () => {
  const trusted = new BlockList()
  trusted.addSubnet('10.0.0.0', 8, 'ipv4')
  trusted.addSubnet('fd00::', 8, 'ipv6')
  const nobody = new BlockList()

  it.each([
    ['who connected', '203.0.113.7', '', '203.0.113.7'],
    ['who connected, whatever they say', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['whom our proxy names', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['whom our proxy names, not what came to it', '10.0.0.1', '192.0.2.9, 198.51.100.1', '198.51.100.1'],
    ['whom the first of our proxies names', '10.0.0.1', '198.51.100.1, 10.0.0.2, 10.0.0.3', '198.51.100.1'],
    ['nearest of our own, where all are', '10.0.0.1', '10.0.0.9', '10.0.0.9'],
    ['IPv6', 'fd00::1', '2001:db8::7', '2001:db8::7'],
    ['IPv4 in IPv6', '::ffff:10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
    ['our proxy, where it names nobody', '10.0.0.1', '', '10.0.0.1'],
    ['our proxy, where it names nonsense', '10.0.0.1', 'unknown, <script>, 1.2.3', '10.0.0.1'],
    ['nowhere', '', '', ''],
  ])('is %s', (_, socket, forwarded, address) => {
    expect(addressOf(socket, forwarded, trusted)).toBe(address)
  })

  it('is who connected, where no proxy is trusted', () => {
    expect(addressOf('10.0.0.1', '198.51.100.1', nobody)).toBe('10.0.0.1')
  })
})

describe('a user agent in words', () => {
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0'
  it.each([
    [`Mozilla/5.0 (X11; Linux x86_64) ${chrome} Safari/537.36`, 'Chrome on Linux'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/140.0`, 'Edge on Windows'],
    [
      `Mozilla/5.0 (Windows NT 10.0) ${chrome} WeftID/1.0.0 Electron/42.0.0 Safari/537.36`,
      'WeftID on Windows',
    ],
    [`Mozilla/5.0 (Windows NT 10.0) ${chrome} Safari/537.36 OPR/120.0`, 'Opera on Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Firefox on macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1',
      'Safari on iOS',
    ],
    [`Mozilla/5.0 (Linux; Android 15; Pixel 9) ${chrome} Mobile Safari/537.36`, 'Chrome on Android'],
    [`Mozilla/5.0 (X11; CrOS x86_64) ${chrome} Safari/537.36`, 'Chrome on ChromeOS'],
    ['curl/8.0', 'Another program'],
    ['', 'Unknown program'],
    ['<script>alert(1)</script>', 'Another program'],
    ['x'.repeat(10_000), 'Another program'],
  ])('%s: %s', (userAgent, words) => {
    expect(clientWords(userAgent)).toBe(words)
  })
})
