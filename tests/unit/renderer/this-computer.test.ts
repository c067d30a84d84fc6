import { beforeAll, expect, it, vi } from 'vitest'
import type { BuiltIn, DesktopCapabilities } from '../../../shared/capabilities.ts'

let thisComputer: (capabilities: DesktopCapabilities, isReady: boolean) => unknown

beforeAll(async () => {
  vi.stubGlobal('window', {})
  // It looks for the shell as soon as it is loaded.
  ;({ thisComputer } = await import('../../../renderer/lib/this-computer.ts'))
})

it.each<[BuiltIn | null, boolean, object | null]>([
  ['windows-hello', true, null],
  ['windows-hello', false, { name: 'Windows Hello', canSetUp: true }],
  ['touch-id', false, { name: 'Touch ID', canSetUp: true }],
  ['apple-passkeys', false, { name: 'iCloud Keychain', canSetUp: true }],
  [null, false, { name: 'This computer', canSetUp: false }],
  [null, true, null],
])('says of %s, ready: %s', (builtIn, isReady, missing) => {
  expect(thisComputer({ builtIn, keyPin: false, phone: false }, isReady)).toEqual({
    missing,
    keyPin: false,
  })
})
