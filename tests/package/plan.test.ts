import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planPackaging, refuseOtherProcessors, withEntitlements } from '../../.ci/package-plan.ts'

const publishers = ['WeftID']
const plan = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
  planPackaging(env, platform, publishers)

describe('planPackaging', () => {
  it('uploads nothing, and says what is left out', () => {
    expect(plan({}, 'darwin')).toEqual({
      args: ['--publish', 'never'],
      feed: null,
      entitlements: null,
      vendor: null,
      notes: [
        'It will not look for updates: WEFTID_UPDATE_URL is not set.',
        'It will not be signed unless the keychain holds a certificate: CSC_LINK is not set.',
        'It will not be notarised: neither APPLE_API_KEY nor APPLE_ID is set.',
      ],
    })
  })

  it('has nothing to say where everything is there', () => {
    const env = { WEFTID_UPDATE_URL: 'https://updates.company.com/weftid', CSC_LINK: 'x', APPLE_API_KEY: 'x' }
    expect(plan(env, 'darwin').notes).toEqual([])
    expect(plan(env, 'win32').notes).toEqual([])
  })

  it('builds the feed in, with a slash at its end', () => {
    const { args, feed } = plan({ WEFTID_UPDATE_URL: 'https://updates.company.com/weftid' })
    expect(args).toContain('-c.publish.url=https://updates.company.com/weftid/')
    expect(JSON.parse(feed ?? '')).toEqual({
      provider: 'generic',
      url: 'https://updates.company.com/weftid/',
      publisherName: publishers,
      updaterCacheDirName: 'weftid-desktop-updater',
    })
  })

  it.each([
    'http://updates.company.com/',
    'https://someone:secret@updates.company.com/',
    'https://updates.company.com/?channel=beta',
    'updates.company.com',
    'file:///updates',
  ])('takes no updates from %s', (url) => {
    expect(() => plan({ WEFTID_UPDATE_URL: url })).toThrow('https')
  })

  it('stops unsigned releases where signing is a must', () => {
    expect(plan({ WEFTID_REQUIRE_SIGNING: '1' }).args).toContain('-c.forceCodeSigning=true')
  })

  it('asks Apple for passkeys of the vendor’s domain where there is a profile', () => {
    const env = {
      WEFTID_APPLE_TEAM_ID: 'AB12CD34EF',
      WEFTID_PROVISIONING_PROFILE: 'weftid.provisionprofile',
      WEFTID_VENDOR_DOMAIN: 'id.company.com',
    }
    const { args, entitlements, vendor } = plan(env, 'darwin')
    expect(vendor).toEqual({
      domain: 'id.company.com',
      keychainGroup: 'AB12CD34EF.dev.weftid.desktop.webauthn',
    })
    expect(args).toContain('-c.mac.provisioningProfile=weftid.provisionprofile')
    const base = readFileSync(join(import.meta.dirname, '../../main/build/entitlements.mac.plist'), 'utf8')
    const plist = withEntitlements(base, entitlements ?? '')
    expect(plist).toContain('<string>AB12CD34EF.dev.weftid.desktop</string>')
    expect(plist).toContain('<string>AB12CD34EF.dev.weftid.desktop.webauthn</string>')
    expect(plist).toContain('<string>webcredentials:id.company.com</string>')
    expect(plist).toContain('com.apple.security.cs.allow-jit')
    expect(plist.match(/<\/?dict>/g)).toEqual(['<dict>', '</dict>'])
    expect(plan(env, 'linux')).toMatchObject({ entitlements: null, vendor: null })
  })

  it.each([
    [{ WEFTID_APPLE_TEAM_ID: 'AB12CD34EF' }, 'WEFTID_PROVISIONING_PROFILE'],
    [{ WEFTID_APPLE_TEAM_ID: 'x</string>', WEFTID_PROVISIONING_PROFILE: 'p' }, 'WEFTID_APPLE_TEAM_ID'],
    [
      {
        WEFTID_APPLE_TEAM_ID: 'AB12CD34EF',
        WEFTID_PROVISIONING_PROFILE: 'p',
        WEFTID_VENDOR_DOMAIN: 'https://id.company.com',
      },
      'WEFTID_VENDOR_DOMAIN',
    ],
  ])('does not go on with %j', (env, said) => {
    expect(() => plan(env, 'darwin')).toThrow(said)
  })
})

describe('refuseOtherProcessors', () => {
  it('packs for the processor whose machine code npm installed', () => {
    expect(() => refuseOtherProcessors(['--mac', '--arm64'], 'arm64')).not.toThrow()
    expect(() => refuseOtherProcessors(['--mac', '--x64'], 'arm64')).toThrow('--x64')
    expect(() => refuseOtherProcessors(['--universal'], 'arm64')).toThrow('--universal')
  })
})
