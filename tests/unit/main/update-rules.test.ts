import { describe, expect, it } from 'vitest'
import { afterNews, updatesOff, type Build, type UpdateNews } from '../../../main/update-rules.ts'
import type { UpdateStatus } from '../../../shared/updates.ts'

const mac: Build = {
  isPackaged: true,
  platform: 'darwin',
  hasFeed: true,
  isAppImage: false,
  isFromInstaller: false,
  isManaged: false,
}
const windows: Build = { ...mac, platform: 'win32', isFromInstaller: true }
const appImage: Build = { ...mac, platform: 'linux', isAppImage: true }

describe('updatesOff', () => {
  it.each([
    ['macOS', mac],
    ['Windows, from the installer', windows],
    ['an AppImage', appImage],
  ])('leaves updates on for %s', (_what, build) => {
    expect(updatesOff(build)).toBeNull()
  })

  it.each([
    ['development', { ...mac, isPackaged: false }, 'development'],
    ['a managed setting', { ...mac, isManaged: true }, 'managed'],
    ['deb and rpm', { ...appImage, isAppImage: false }, 'package-manager'],
    ['an MSI', { ...windows, isFromInstaller: false }, 'package-manager'],
    [
      'a managed computer before its package manager',
      { ...appImage, isAppImage: false, isManaged: true },
      'managed',
    ],
    ['a build that was told of no feed', { ...mac, hasFeed: false }, 'no-feed'],
  ] as const)('switches them off for %s', (_what, build, because) => {
    expect(updatesOff(build)).toBe(because)
  })
})

describe('afterNews', () => {
  const now = new Date('2026-11-27T10:00:00.000Z')
  const checkedAt = now.toISOString()
  const run = (...news: UpdateNews[]) =>
    news.reduce<UpdateStatus>((status, one) => afterNews(status, one, now), {
      state: 'current',
      checkedAt: null,
    })

  it.each<[string, UpdateNews[], UpdateStatus]>([
    ['looking', [{ type: 'checking' }], { state: 'checking' }],
    ['nothing newer', [{ type: 'checking' }, { type: 'none' }], { state: 'current', checkedAt }],
    ['found', [{ type: 'found', version: '0.2.0' }], { state: 'downloading', version: '0.2.0', percent: 0 }],
    [
      'under way',
      [
        { type: 'found', version: '0.2.0' },
        { type: 'progress', percent: 41.7 },
      ],
      { state: 'downloading', version: '0.2.0', percent: 41 },
    ],
    [
      'ready, and a late word of progress',
      [
        { type: 'found', version: '0.2.0' },
        { type: 'downloaded', version: '0.2.0' },
        { type: 'progress', percent: 99 },
        { type: 'failed' },
      ],
      { state: 'ready', version: '0.2.0' },
    ],
    ['failed', [{ type: 'found', version: '0.2.0' }, { type: 'failed' }], { state: 'failed', checkedAt }],
  ])('%s', (_what, news, status) => {
    expect(run(...news)).toEqual(status)
  })

  it('wakes nothing that is off', () => {
    const off: UpdateStatus = { state: 'off', because: 'managed' }
    expect(afterNews(off, { type: 'downloaded', version: '0.2.0' }, now)).toBe(off)
  })
})
