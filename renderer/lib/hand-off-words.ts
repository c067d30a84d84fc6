import type { HandOffOutcome } from '../../shared/ipc.ts'

interface Words {
  tone: 'info' | 'attention' | 'danger'
  title: string
  text: string
}

/** How a sign-in through the browser ended, for the person who waited for it in the app. */
export const outcomeWords: Record<Exclude<HandOffOutcome, 'signed-in'>, Words> = {
  denied: {
    tone: 'attention',
    title: 'The sign-in was denied in the browser',
    text: 'Nobody was signed in. If it was not you who denied it, tell your help desk.',
  },
  expired: {
    tone: 'info',
    title: 'The browser did not come back in time',
    text: 'For your safety the app waits for five minutes. Nobody was signed in.',
  },
  refused: {
    tone: 'attention',
    title: 'The server did not accept the sign-in',
    text: 'It may have taken too long after you allowed it, or your session in the browser was ended. Try again.',
  },
  failed: {
    tone: 'danger',
    title: 'The sign-in could not be finished',
    text: 'The server could not be reached just then. Nobody was signed in. Try again.',
  },
}

export const noBrowser: Words = {
  tone: 'danger',
  title: 'Your browser could not be opened',
  text: 'There is none set up on this computer, or it did not start. Sign in another way, or try again.',
}
