import { dropFreshness } from '../../shared/contract/session.ts'
import { call } from '../api/client.ts'
import { desktop } from '../lib/desktop.ts'
import { useSession } from './session.ts'

/** Once the screen was locked, sensitive acts want a fresh proof again. */
export function startMindingTheLock(): void {
  desktop?.onPowerLocked(() => {
    const { state } = useSession.getState()
    if (state.status !== 'signed-in' || state.session.kind !== 'full') return
    call(dropFreshness, {}).catch(() => undefined)
  })
}
