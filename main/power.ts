import { powerMonitor } from 'electron'
import { notify } from './ipc.ts'
import type { OurPage } from './our-page.ts'

const secondsBetweenLooks = 5
/** So long untouched, and nobody is there. */
const idleAfter = 10 * 60

type Absence = 'asleep' | 'locked' | 'switched' | 'idle'

/**
 * Tells the page when nobody is at the computer any more, and when somebody is back. Where the system says that it was
 * locked or put to sleep, at once; on Linux, which does not say, and of a computer left alone, by looking.
 */
export function watchPower(page: OurPage): void {
  const absences = new Set<Absence>()
  const note = (absence: Absence, isSo: boolean) => {
    const wasAway = absences.size > 0
    if (isSo) absences.add(absence)
    else absences.delete(absence)
    const isAway = absences.size > 0
    if (isAway !== wasAway) notify(page, isAway ? 'power:away' : 'power:back', undefined)
  }
  powerMonitor.on('suspend', () => {
    note('asleep', true)
  })
  powerMonitor.on('resume', () => {
    note('asleep', false)
  })
  powerMonitor.on('lock-screen', () => {
    note('locked', true)
  })
  powerMonitor.on('unlock-screen', () => {
    note('locked', false)
  })
  powerMonitor.on('user-did-resign-active', () => {
    note('switched', true)
  })
  powerMonitor.on('user-did-become-active', () => {
    note('switched', false)
  })
  setInterval(() => {
    const state = powerMonitor.getSystemIdleState(idleAfter)
    // What cannot be told is no news.
    if (state !== 'unknown') note('idle', state !== 'active')
  }, secondsBetweenLooks * 1000).unref()
}
