import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { autostartEntry, autostartFile, loginItem } from '../../../main/login-item.ts'
import { app } from '../../support/electron-double/index.ts'
import { newFolder } from './scratch.ts'

afterEach(() => {
  app.isPackaged = false
})

describe('loginItem', () => {
  it('is not to be had in development, which has no app to start', () => {
    expect(loginItem('linux').isOn()).toBeNull()
    expect(loginItem('win32').isOn()).toBeNull()
  })

  it('is a file on Linux', () => {
    const folder = newFolder()
    process.env['XDG_CONFIG_HOME'] = folder
    process.env['APPIMAGE'] = '/opt/Weft ID.AppImage'
    app.isPackaged = true
    const login = loginItem('linux')
    const file = join(folder, 'autostart/weftid.desktop')
    expect(login.isOn()).toBe(false)
    login.set(true)
    expect(login.isOn()).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/Weft ID.AppImage"\n')
    login.set(false)
    login.set(false)
    expect(existsSync(file)).toBe(false)
    Reflect.deleteProperty(process.env, 'XDG_CONFIG_HOME')
    Reflect.deleteProperty(process.env, 'APPIMAGE')
  })
})

describe('autostartEntry', () => {
  it.each([
    ['/usr/bin/weftid', 'Exec="/usr/bin/weftid"'],
    ['/opt/100%/a"b', 'Exec="/opt/100%%/a\\\\"b"'],
    ['/opt/$HOME/`x`', 'Exec="/opt/\\\\$HOME/\\\\`x\\\\`"'],
  ])('starts %s', (program, line) => {
    expect(autostartEntry(program).split('\n')).toContain(line)
  })
})

describe('autostartFile', () => {
  it('is where the specification says', () => {
    expect(autostartFile({}, '/home/ada')).toBe('/home/ada/.config/autostart/weftid.desktop')
    expect(autostartFile({ XDG_CONFIG_HOME: '/c' }, '/home/ada')).toBe('/c/autostart/weftid.desktop')
  })
})
