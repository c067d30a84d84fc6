import { create } from 'zustand'
import { dropFreshness } from '../../shared/contract/session.ts'
import { call } from '../api/client.ts'
import { desktop } from '../lib/desktop.ts'
import { useSession } from './session.ts'

interface CoverStore {
  isCovered: boolean
  /** Somebody wants to see the page again: shown once the session was asked for, or after a while without an answer. */
  uncover: () => Promise<void>
}

/** A server that does not answer must not keep the page from whoever is back. */
const patience = 5000
let dropped: Promise<boolean> = Promise.resolve(true)

export const useCover = create<CoverStore>()((set) => ({
  isCovered: false,
  uncover: async () => {
    await Promise.race([lookAgain(), new Promise((resolve) => setTimeout(resolve, patience))])
    set({ isCovered: false })
  },
}))

/** Sensitive acts want a fresh proof again. Answers whether the server has heard of it. */
async function drop(): Promise<boolean> {
  const { state } = useSession.getState()
  if (state.status !== 'signed-in' || state.session.kind !== 'full') return true
  return call(dropFreshness, {}, { background: true }).then(
    () => true,
    () => false,
  )
}

async function lookAgain(): Promise<void> {
  // The computer may have been asleep before the server could be told.
  if (!(await dropped)) await drop()
  if (useSession.getState().state.status === 'signed-in') await useSession.getState().load()
}

function cover(): void {
  useCover.setState({ isCovered: true })
  dropped = drop()
}

/** While nobody is at the computer the page is covered, and what was proven before counts no longer. */
export function startMindingAbsence(): void {
  desktop?.onAway(cover)
  desktop?.onBack(() => {
    const uncover = () => void useCover.getState().uncover()
    if (document.hasFocus()) uncover()
    else window.addEventListener('focus', uncover, { once: true })
  })
}
