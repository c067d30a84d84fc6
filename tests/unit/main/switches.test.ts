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

  it('drops them from the packaged app only', () => {
    dropUnknownSwitches(argv)
    expect(app.commandLine.removeSwitch.calls).toEqual([])
    app.isPackaged = true
    dropUnknownSwitches(argv)
    expect(app.commandLine.removeSwitch.calls).toContainEqual(['remote-debugging-port'])
  })
})
