import { describe, expect, it } from 'vitest'
import { untoldModel } from '../../../../shared/contract/model.ts'
import { modelName, suggestName } from '../../../../server/passkeys/models.ts'

const hello = '08987058-cadc-4b81-b6e1-30de50dcbe96'
const iCloud = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd'
const google = 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4'
const yubiKey5 = 'cb69481e-8ff7-4039-93ec-0a2729a154a8'

describe('a model', () => {
  it.each([
    [iCloud, 'iCloud Keychain'],
    [google, 'Google Password Manager'],
    [untoldModel, 'Unknown model'],
    ['ffffffff-ffff-4fff-bfff-ffffffffffff', 'Unknown model'],
  ])('%s is %s', (aaguid, name) => {
    expect(modelName(aaguid)).toBe(name)
  })
})

describe('the first name of a passkey', () => {
  const from = { transports: ['internal'], backupEligible: true, client: 'Chrome on Linux' }
  const key = { ...from, aaguid: untoldModel, transports: ['usb', 'nfc'], backupEligible: false }
  const built = { ...from, aaguid: untoldModel, backupEligible: false }

  it.each([
    [{ ...from, aaguid: iCloud, computer: 'MacBook' }, 'iCloud Keychain'],
    [{ ...from, aaguid: google }, 'Google Password Manager'],
    [{ ...from, aaguid: hello, backupEligible: false, computer: 'DESK-42' }, 'Windows Hello on DESK-42'],
    [{ ...from, aaguid: hello, backupEligible: false }, 'Windows Hello'],
    [{ ...key, aaguid: yubiKey5, computer: 'DESK-42' }, 'YubiKey 5'],
    [{ ...from, aaguid: untoldModel }, 'Synced passkey'],
    [key, 'Security key'],
    [{ ...built, computer: 'DESK-42' }, 'This computer (DESK-42)'],
    [built, 'This computer (Linux)'],
    [{ ...built, client: 'Another program' }, 'This computer'],
  ])('%j: %s', (passkey, name) => {
    expect(suggestName(passkey, [])).toBe(name)
  })

  it('is told apart from those there are', () => {
    expect(suggestName(key, ['Security key'])).toBe('Security key 2')
    expect(suggestName(key, ['Security key', 'Security key 2'])).toBe('Security key 3')
    expect(suggestName(key, ['Security key 2'])).toBe('Security key')
  })

  it('is never longer than a name may be', () => {
    const long = suggestName({ ...built, computer: 'x'.repeat(60) }, [])
    expect(long.length).toBeLessThanOrEqual(60)
    expect(suggestName({ ...built, computer: 'x'.repeat(60) }, [long]).length).toBeLessThanOrEqual(60)
  })
})
