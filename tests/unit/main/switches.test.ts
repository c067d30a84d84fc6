import { describe, expect, it } from 'vitest'
import { dropUnknownSwitches, unknownSwitches } from '../../../main/switches.ts'
import { app } from '../../support/electron-double/index.ts'

const argv = [
  'weftid',
  '--remote-debugging-port=9222',
  '--force-device-scale-factor=2',
  '-no-sandbox',
  '--disable-web-security',
  'weftid://x',
  '--',
]

describe('command line', () => {
  it('finds the switches that are not ours', () => {
    expect(unknownSwitches(argv)).toEqual(['remote-debugging-port', 'no-sandbox', 'disable-web-security'])
  })

  it.each([
    ['--remote-debugging-port=9222', ['remote-debugging-port']],
    ['-remote-debugging-port', ['remote-debugging-port']],
    [' \t--no-sandbox', ['no-sandbox']],
    ['--js-flags=--expose-gc', ['js-flags']],
    ['/remote-debugging-port=9222', []],
    ['--', []],
    ['-', []],
    ['', []],
    ['weftid://open?--no-sandbox', []],
    ['--server=https://id.company.com', ['server']],
  ])('in %j: %j', (argument, names) => {
    expect(unknownSwitches([argument], 'linux')).toEqual(names)
  })

  it.each([
    ['/remote-debugging-port=9222', ['remote-debugging-port']],
    ['--Remote-Debugging-PORT=9222', ['remote-debugging-port']],
    ['/Force-Device-Scale-Factor=2', []],
  ])('on Windows, in %j: %j', (argument, names) => {
    expect(unknownSwitches([argument], 'win32')).toEqual(names)
  })

  it('drops them from the packaged app only', () => {
    dropUnknownSwitches(argv)
    expect(app.commandLine.removeSwitch.calls).toEqual([])
    app.isPackaged = true
    dropUnknownSwitches(argv)
    expect(app.commandLine.removeSwitch.calls).toContainEqual(['remote-debugging-port'])
  })
})
