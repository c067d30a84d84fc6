import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { lastLines, log } from '../../../main/log/log.ts'
import { redact } from '../../../main/log/redact.ts'
import { app } from '../../support/electron-double/index.ts'
import { newFolder } from './scratch.ts'

const token = 'XeRiqj7LzfW_gCDDcZtYAsxD3a3ob9rfpNO2g1qdjk0'

describe('what a log may say', () => {
  it.each([
    [
      'https://id.example/desktop/authorize?state=abc&challenge=def',
      'https://id.example/desktop/authorize?…',
    ],
    ['https://id.example/invite#secret', 'https://id.example/invite?…'],
    [`http://127.0.0.1:4711/cb/${token}?code=1`, 'http://127.0.0.1:4711/cb/…?…'],
    ['open http://localhost:7100 now', 'open http://localhost:7100 now'],
    ['Cookie: weft-7100=abc; other=1', 'Cookie: …'],
    ['{"set-cookie":"__Host-weft=abc"}', '{"set-cookie":…'],
    ['Authorization = Bearer abc', 'Authorization = …'],
    [`token ${token} spent`, 'token … spent'],
    ['code 7k2m-9qrs-tvwx-1234 used', 'code … used'],
    ['pass 7K2M-9QRS-TVWX', 'pass …'],
    ['totp 123456 wrong', 'totp … wrong'],
    ['mail to ada.lovelace@company.com', 'mail to …@company.com'],
    ['/home/ada/.config/WeftID/window', '~/.config/WeftID/window'],
    ['net::ERR_NAME_NOT_RESOLVED', 'net::ERR_NAME_NOT_RESOLVED'],
    ['The backend ended before it was ready (code 1).', 'The backend ended before it was ready (code 1).'],
  ])('of %s is %s', (text, told) => {
    expect(redact(text, '/home/ada')).toBe(told)
  })
})

describe('the log', () => {
  let folder = ''
  beforeEach(() => {
    folder = join(newFolder(), 'logs')
    app.setPath('logs', folder)
  })

  it('has one line for each event, redacted, readable by its owner only', () => {
    log('info', 'started', { version: '0.1.0' })
    log('warn', 'page failed', { url: `https://id.example/?code=${token}`, code: -102 })
    const [started = '', failed = ''] = readFileSync(join(folder, 'main.log'), 'utf8').split('\n')
    expect(JSON.parse(started)).toMatchObject({ level: 'info', event: 'started', version: '0.1.0' })
    expect(JSON.parse(failed)).toMatchObject({ url: 'https://id.example/?…', code: -102 })
    expect(lastLines(1)).toEqual([failed])
    if (process.platform !== 'win32') expect(statSync(join(folder, 'main.log')).mode & 0o077).toBe(0)
  })

  it('keeps a few files and no more', () => {
    const long = 'word '.repeat(4000)
    for (let line = 0; line < 150; line += 1) log('info', 'long', { long })
    expect(readdirSync(folder).sort()).toEqual(['main.1.log', 'main.2.log', 'main.log'])
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(600_000)
  })

  it('stops nobody where it cannot be written', () => {
    app.setPath('logs', join(folder, 'main.log\0'))
    expect(() => log('info', 'started')).not.toThrow()
    expect(lastLines(5)).toEqual([])
  })
})
