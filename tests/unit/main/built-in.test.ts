import { afterEach, describe, expect, it } from 'vitest'
import {
  authenticatorByRule,
  builtInFor,
  configureAuthenticators,
  webAuthnOptions,
} from '../../../main/authenticators/built-in.ts'
import { capabilitiesOf, settingsPageOf } from '../../../main/authenticators/capabilities.ts'
import type { Vendor } from '../../../main/authenticators/vendor.ts'
import type { BuiltIn, DesktopCapabilities } from '../../../shared/capabilities.ts'
import { app } from '../../support/electron-double/index.ts'

const nobody: Vendor = { domain: null, keychainGroup: null }
const signed: Vendor = { domain: null, keychainGroup: 'ABCDE12345.dev.weftid.desktop.webauthn' }
const maker: Vendor = { ...signed, domain: 'weft.example' }
const own = 'https://weft.example'
const other = 'https://id.company.example'
const local = 'http://localhost:7100'

const windows = { keyPin: true, phone: true }
const elsewhere = { keyPin: false, phone: false }

type Row = [NodeJS.Platform, string | null, Vendor, BuiltIn | null, Omit<DesktopCapabilities, 'builtIn'>]

const table: Row[] = [
  ['win32', other, nobody, 'windows-hello', windows],
  ['win32', local, maker, 'windows-hello', windows],
  ['darwin', own, maker, 'apple-passkeys', elsewhere],
  ['darwin', `${own}:8443`, maker, 'touch-id', elsewhere],
  ['darwin', 'https://sub.weft.example', maker, 'touch-id', elsewhere],
  ['darwin', 'https://weft.example.evil.example', maker, 'touch-id', elsewhere],
  ['darwin', other, maker, 'touch-id', elsewhere],
  ['darwin', local, maker, 'touch-id', elsewhere],
  ['darwin', other, signed, 'touch-id', elsewhere],
  ['darwin', own, nobody, null, elsewhere],
  ['darwin', null, maker, null, elsewhere],
  ['linux', own, maker, null, elsewhere],
]

describe('what works in the window', () => {
  it.each(table)('on %s at %s', (platform, origin, vendor, builtIn, rest) => {
    expect(builtInFor({ platform, origin, vendor })).toBe(builtIn)
    expect(capabilitiesOf({ platform, origin, vendor })).toEqual({ builtIn, ...rest })
  })

  it('has a page of the system to set each up, and none for what is not there', () => {
    const page = (builtIn: BuiltIn | null) => settingsPageOf({ ...elsewhere, builtIn })
    expect(page('windows-hello')).toMatch(/^ms-settings:/)
    expect(page('touch-id')).toMatch(/^x-apple\.systempreferences:/)
    expect(page('apple-passkeys')).toMatch(/^x-apple\.systempreferences:/)
    expect(page(null)).toBeNull()
  })
})

describe('what macOS is told', () => {
  it('is one kind for one server', () => {
    expect(webAuthnOptions('apple-passkeys', maker)).toEqual({ platformPasskeys: true })
    expect(webAuthnOptions('touch-id', maker)).toEqual({
      touchID: { keychainAccessGroup: maker.keychainGroup },
      platformPasskeys: false,
    })
    expect(webAuthnOptions('touch-id', nobody)).toBeNull()
    expect(webAuthnOptions('windows-hello', maker)).toBeNull()
    expect(webAuthnOptions(null, maker)).toBeNull()
  })

  it('settles by the same rule which of two is used, and not at all where it is not offered', () => {
    const both = ['touchID', 'platformPasskeys']
    expect(authenticatorByRule('apple-passkeys', both)).toBe('platformPasskeys')
    expect(authenticatorByRule('touch-id', both)).toBe('touchID')
    expect(authenticatorByRule('apple-passkeys', ['touchID'])).toBeNull()
    expect(authenticatorByRule('touch-id', [])).toBeNull()
  })
})

describe('configureAuthenticators', () => {
  afterEach(() => {
    app.removeAllListeners('web-contents-created')
  })

  it('tells the system nothing in a build of nobody’s', () => {
    configureAuthenticators({ origin: own })
    app.emit('web-contents-created', {}, {})
    expect(app.configureWebAuthn.calls).toEqual([])
  })
})
