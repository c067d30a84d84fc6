import type { WebContents, WebFrameMain } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchPower } from '../../../main/power.ts'
import { lockScreen, powerMonitor } from '../../support/electron-double/system.ts'
import { createContents } from '../../support/electron-double/web-contents.ts'
import { createSession } from '../../support/electron-double/session.ts'
import { standIn } from '../../support/electron-double/recorded.ts'

function scene(platform: NodeJS.Platform) {
  const window = createContents(createSession())
  window.show('http://localhost:7100/')
  const contents = standIn<WebContents>({
    id: window.id,
    send: window.send,
    mainFrame: standIn<WebFrameMain>(window.mainFrame),
  })
  watchPower({ origin: 'http://localhost:7100', contents: () => contents }, platform)
  return window.send.calls
}

describe('watchPower', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
    powerMonitor.removeAllListeners()
  })

  it.each(['darwin', 'win32'] as const)('on %s tells the page of lock and of suspend', (platform) => {
    const told = scene(platform)
    powerMonitor.emit('lock-screen')
    powerMonitor.emit('suspend')
    expect(told).toEqual([
      ['power:locked', undefined],
      ['power:locked', undefined],
    ])
  })

  it('on linux looks for itself, and tells once per lock', () => {
    const told = scene('linux')
    vi.advanceTimersByTime(20_000)
    expect(told).toHaveLength(0)
    lockScreen.state = 'locked'
    vi.advanceTimersByTime(20_000)
    expect(told).toHaveLength(1)
    lockScreen.state = 'idle'
    vi.advanceTimersByTime(5_000)
    lockScreen.state = 'locked'
    vi.advanceTimersByTime(5_000)
    expect(told).toHaveLength(2)
  })
})
