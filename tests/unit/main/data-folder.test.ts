import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../../main/data-folder.ts'

const home = '/home/ada'

describe('dataFolder', () => {
  it.each([
    ['linux', {}, join(home, '.local/share/weftid')],
    ['linux', { XDG_DATA_HOME: '/data/ada' }, join('/data/ada/weftid')],
    ['darwin', {}, join(home, 'Library/Application Support/WeftID')],
    ['win32', { APPDATA: '/users/ada/roaming' }, join('/users/ada/roaming/WeftID')],
    ['win32', {}, join(home, 'AppData/Roaming/WeftID')],
    ['linux', { WEFTID_DATA: '/elsewhere' }, '/elsewhere'],
    ['darwin', { WEFTID_DATA: '/elsewhere' }, '/elsewhere'],
  ] as const)('on %s with %j is %s', (platform, env, folder) => {
    expect(dataFolder(env, platform, home)).toBe(folder)
  })
})
