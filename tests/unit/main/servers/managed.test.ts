import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { managedFile, readManaged } from '../../../../main/servers/managed.ts'
import { newFolder } from '../scratch.ts'

function fileOf(text: string): string {
  const file = join(newFolder(), 'settings.json')
  writeFileSync(file, text)
  return file
}

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
    ['{"server":"https://id.company.com"}', { server: 'https://id.company.com', updates: true }],
    ['\uFEFF{ "server": "id.company.com" }\r\n', { server: 'id.company.com', updates: true }],
    ['{"updates":false}', { server: null, updates: false }],
    ['{}', { server: null, updates: true }],
  ])('of %j', (text, expected) => {
    expect(readManaged(fileOf(text))).toEqual({ ...expected, unreadable: null })
  })

  it.each([
    '{"Server":"https://id.company.com"}',
    '{"server":7}',
    '{"server":""}',
    '{"updates":"no"}',
    'server=id.company.com',
    '',
  ])('of %j, which cannot be used', (text) => {
    const file = fileOf(text)
    expect(readManaged(file)).toEqual({ server: null, updates: true, unreadable: file })
  })

  it('of no file', () => {
    const file = join(newFolder(), 'settings.json')
    expect(readManaged(file)).toEqual({ server: null, updates: true, unreadable: null })
  })

  it('of what is there and is no file', () => {
    const folder = newFolder()
    expect(readManaged(folder)).toMatchObject({ unreadable: folder })
  })
})
