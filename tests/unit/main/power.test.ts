import type { WebContents, WebFrameMain } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchPower } from '../../../main/power.ts'
import { lockScreen, powerMonitor } from '../../support/electron-double/system.ts'
import { createContents } from '../../support/electron-double/web-contents.ts'
import { createSession } from '../../support/electron-double/session.ts'
import { standIn } from '../../support/electron-double/recorded.ts'

function scene() {
  const window = createContents(createSession())
  window.show('http://localhost:7100/')
  const contents = standIn<WebContents>({
    id: window.id,
    send: window.send,
    mainFrame: standIn<WebFrameMain>(window.mainFrame),
  })
  watchPower({ origin: 'http://localhost:7100', contents: () => contents })
  return () => window.send.calls.map(([channel]) => channel)
}

describe('watchPower', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    lockScreen.state = 'active'
  })
  afterEach(() => {
    vi.useRealTimers()
    powerMonitor.removeAllListeners()
  })

  it.each([
    ['lock-screen', 'unlock-screen'],
    ['suspend', 'resume'],
    ['user-did-resign-active', 'user-did-become-active'],
  ])('tells at once of %s and of %s', (leaves, comesBack) => {
    const told = scene()
    powerMonitor.emit(leaves)
    expect(told()).toEqual(['power:away'])
    powerMonitor.emit(comesBack)
    expect(told()).toEqual(['power:away', 'power:back'])
  })

  it('tells once of a computer that is locked and then put to sleep, and of its owner once both are over', () => {
    const told = scene()
    powerMonitor.emit('lock-screen')
    powerMonitor.emit('suspend')
    vi.advanceTimersByTime(20_000)
    powerMonitor.emit('resume')
    expect(told()).toEqual(['power:away'])
    powerMonitor.emit('unlock-screen')
    expect(told()).toEqual(['power:away', 'power:back'])
  })

  it('looks for itself where the system does not say, and for a computer that is left alone', () => {
    const told = scene()
    vi.advanceTimersByTime(20_000)
    expect(told()).toHaveLength(0)
    lockScreen.state = 'locked'
    vi.advanceTimersByTime(20_000)
    expect(told()).toEqual(['power:away'])
    lockScreen.state = 'active'
    vi.advanceTimersByTime(5_000)
    lockScreen.state = 'idle'
    vi.advanceTimersByTime(5_000)
    expect(told()).toEqual(['power:away', 'power:back', 'power:away'])
    // What cannot be told changes nothing.
    lockScreen.state = 'unknown'
    vi.advanceTimersByTime(20_000)
    expect(told()).toHaveLength(3)
  })
})
