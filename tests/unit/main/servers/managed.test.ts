import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { managedFile, readManaged } from '../../../../main/servers/managed.ts'
import { newFolder } from '../scratch.ts'

describe('managedFile', () => {
  it.each([
    ['win32', { ProgramFiles: 'D:\\Programs' }, 'D:\\Programs\\WeftID Managed\\settings.json'],
    ['win32', {}, 'C:\\Program Files\\WeftID Managed\\settings.json'],
    ['darwin', {}, '/Library/Application Support/WeftID/settings.json'],
    ['linux', {}, '/etc/weftid/settings.json'],
  ] as const)('on %s with %j', (platform, env, file) => {
    expect(managedFile(platform, env)).toBe(file)
  })
})

describe('readManaged', () => {
  it.each([
    ['{"server":"https://id.company.com"}', 'https://id.company.com', false],
    ['\uFEFF{ "server": "id.company.com" }\r\n', 'id.company.com', false],
    ['{}', null, false],
    ['{"Server":"https://id.company.com"}', null, true],
    ['{"server":7}', null, true],
    ['{"server":""}', null, true],
    ['server=id.company.com', null, true],
    ['', null, true],
  ])('of %j', (text, server, isBroken) => {
    const file = join(newFolder(), 'settings.json')
    writeFileSync(file, text)
    expect(readManaged(file)).toEqual({ server, updates: true, isBroken })
  })

  it('of no file', () => {
    expect(readManaged(join(newFolder(), 'settings.json'))).toEqual({
      server: null,
      updates: true,
      isBroken: false,
    })
  })

  it.each([
    ['{"updates":false}', { updates: false, isBroken: false }],
    ['{"updates":"no"}', { updates: true, isBroken: true }],
  ])('of %s', (text, expected) => {
    const file = join(newFolder(), 'settings.json')
    writeFileSync(file, text)
    expect(readManaged(file)).toMatchObject(expected)
  })
})
