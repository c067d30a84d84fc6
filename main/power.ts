import { powerMonitor } from 'electron'
import { notify } from './ipc.ts'
import type { OurPage } from './our-page.ts'

const secondsBetweenLooks = 5

/** Tells the page when the screen is locked or the computer goes to sleep. */
export function watchPower(page: OurPage, platform: NodeJS.Platform = process.platform): void {
  const tell = () => {
    notify(page, 'power:locked', undefined)
  }
  powerMonitor.on('suspend', tell)
  if (platform === 'linux') pollForLock(tell)
  else powerMonitor.on('lock-screen', tell)
}

// Linux has no lock event; its idle state says "locked" for as long as the screen is.
function pollForLock(tell: () => void): void {
  let wasLocked = false
  setInterval(() => {
    const isLocked = powerMonitor.getSystemIdleState(secondsBetweenLooks) === 'locked'
    if (isLocked && !wasLocked) tell()
    wasLocked = isLocked
  }, secondsBetweenLooks * 1000).unref()
}
