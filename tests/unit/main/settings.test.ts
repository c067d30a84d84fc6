import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSettings, withRecent } from '../../../main/settings.ts'
import { newFolder } from './scratch.ts'

const defaults = { server: null, recent: [], theme: 'system', zoom: 0 }
const server = { origin: 'https://id.company.com', name: 'Company' }

describe('openSettings', () => {
  it('begins with the defaults and keeps what is changed', () => {
    const folder = newFolder()
    const file = join(folder, 'new/settings.json')
    const settings = openSettings(file)
    expect(settings.current()).toEqual(defaults)
    settings.change({ server: server.origin, recent: [server] })
    settings.change({ theme: 'dark' })
    expect(openSettings(file).current()).toEqual({
      ...defaults,
      server: server.origin,
      recent: [server],
      theme: 'dark',
    })
    expect(readdirSync(join(folder, 'new'))).toEqual(['settings.json'])
  })

  it.each([
    'no JSON',
    '',
    '[]',
    '{"theme":"pink"}',
    '{"server":"http://id.company.com"}',
    '{"server":"https://id.company.com/"}',
    '{"recent":[{"origin":"javascript:alert(1)","name":""}]}',
    '{"zoom":1e9}',
  ])('keeps %j aside and begins anew', (text) => {
    const file = join(newFolder(), 'settings.json')
    writeFileSync(file, text)
    const settings = openSettings(file)
    expect(settings.current()).toEqual(defaults)
    expect(readFileSync(`${file}.broken`, 'utf8')).toBe(text)
    settings.change({ zoom: 1 })
    expect(openSettings(file).current().zoom).toBe(1)
  })

  it('keeps a folder in its place aside, with what is in it', () => {
    const file = join(newFolder(), 'settings.json')
    mkdirSync(join(file, 'in the way'), { recursive: true })
    openSettings(file).change({ zoom: 1 })
    expect(existsSync(join(`${file}.broken`, 'in the way'))).toBe(true)
    expect(openSettings(file).current().zoom).toBe(1)
  })

  it('goes on without a disk', () => {
    const inTheWay = join(newFolder(), 'in the way')
    writeFileSync(inTheWay, '')
    const file = join(inTheWay, 'settings.json')
    const settings = openSettings(file)
    settings.change({ theme: 'light' })
    expect(settings.current().theme).toBe('light')
    expect(existsSync(file)).toBe(false)
  })
})

describe('withRecent', () => {
  it('puts the latest first, each once, eight at most', () => {
    const others = Array.from({ length: 8 }, (_, index) => ({ origin: `https://${index}.example`, name: '' }))
    expect(withRecent(others, server)).toEqual([server, ...others.slice(0, 7)])
    expect(withRecent([...others.slice(0, 2), { ...server, name: 'Old' }], server)).toEqual([
      server,
      ...others.slice(0, 2),
    ])
  })
})
