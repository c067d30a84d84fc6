import { describe, expect, it } from 'vitest'
import { mayOpenOutside, openExternal } from '../../../main/external.ts'
import { shell } from '../../support/electron-double/index.ts'

const opened = () => shell.openExternal.calls

describe('openExternal', () => {
  it.each(['https://support.apple.com/guide/passwords', 'https://bitwarden.com/help/?q=passkey#top'])(
    'allows %s',
    (url) => {
      expect(mayOpenOutside(url)).toBe(true)
    },
  )

  it.each([
    'http://support.apple.com/',
    'https://support.apple.com.evil.example/',
    'https://evil.example/support.apple.com',
    'https://support.apple.com@evil.example/',
    'https://someone@support.apple.com/',
    'https://support.apple.com:8443/',
    'https://apple.com/',
    'file:///usr/bin/xcalc',
    'smb://support.apple.com/share',
    'ms-msdt:/id',
    'javascript:alert(1)',
    'mailto:a@support.apple.com',
    '',
  ])('drops %j', (url) => {
    openExternal(url)
    expect(mayOpenOutside(url)).toBe(false)
    expect(opened()).toEqual([])
  })

  it('hands the parsed address to the system', () => {
    openExternal('HTTPS://Support.Apple.com/a b')
    expect(opened()).toContainEqual(['https://support.apple.com/a%20b'])
  })
})
