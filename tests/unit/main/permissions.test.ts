import { describe, expect, it } from 'vitest'
import { mayUse } from '../../../main/permissions.ts'

const origin = 'http://localhost:7100'
const ourPage = { isMainFrame: true, requestingUrl: `${origin}/sign-in-methods` }

describe('mayUse', () => {
  it('lets our main frame write text to the clipboard', () => {
    expect(mayUse('clipboard-sanitized-write', ourPage, origin)).toBe(true)
  })

  it.each([
    ['a frame inside it', { ...ourPage, isMainFrame: false }],
    ['another origin', { ...ourPage, requestingUrl: 'http://localhost:7101/' }],
    ['an origin that begins like ours', { ...ourPage, requestingUrl: 'http://localhost:71000/' }],
    ['no page at all', { isMainFrame: true }],
  ])('does not let %s', (_who, asker) => {
    expect(mayUse('clipboard-sanitized-write', asker, origin)).toBe(false)
  })

  it.each([
    'clipboard-read',
    'display-capture',
    'fileSystem',
    'geolocation',
    'hid',
    'media',
    'midi',
    'notifications',
    'openExternal',
    'serial',
    'storage-access',
    'usb',
    'unknown',
  ])('denies %s even to our page', (permission) => {
    expect(mayUse(permission, ourPage, origin)).toBe(false)
  })
})
