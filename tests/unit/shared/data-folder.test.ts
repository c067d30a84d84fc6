import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../../shared/data-folder.ts'

const home = '/home/ada'

describe('dataFolder', () => {
  it.each([
    ['linux', {}, '/home/ada/.local/share/weftid'],
    ['linux', { XDG_DATA_HOME: '/data/ada' }, '/data/ada/weftid'],
    ['darwin', {}, '/home/ada/Library/Application Support/WeftID'],
    ['win32', { APPDATA: 'C:\\Users\\Ada\\Roaming' }, 'C:\\Users\\Ada\\Roaming\\WeftID'],
    ['win32', {}, '/home/ada\\AppData\\Roaming\\WeftID'],
    ['linux', { WEFTID_DATA: '/elsewhere' }, '/elsewhere'],
    ['darwin', { WEFTID_DATA: '/elsewhere' }, '/elsewhere'],
  ] as const)('on %s with %j is %s', (platform, env, folder) => {
    expect(dataFolder({ platform, home, env })).toBe(folder)
  })
})
