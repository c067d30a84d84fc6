import type { EndReason } from '../../shared/contract/events.ts'

interface EndWords {
  title: string
  text: string
  /** Whether somebody else did it, so that whom to call belongs on the page. */
  isAlarming: boolean
}

/** What a person is told whose session is over. */
export const endWords: Record<EndReason, EndWords> = {
  'signed-out': {
    title: 'You have signed out',
    text: 'Nothing of yours stays open here.',
    isAlarming: false,
  },
  'passkey-revoked': {
    title: 'You have been signed out: this passkey was revoked',
    text: 'The passkey you signed in with no longer works, on any computer.',
    isAlarming: true,
  },
  'passkey-suspended': {
    title: 'You have been signed out: this passkey is suspended',
    text: 'The passkey you signed in with does not work until it is restored. Found it again? Sign in with another passkey and restore it, or call the help desk.',
    isAlarming: true,
  },
  'account-disabled': {
    title: 'You have been signed out: your account is disabled',
    text: 'Nobody can sign in to it until an administrator enables it again. Nothing was erased.',
    isAlarming: true,
  },
  replaced: {
    title: 'You have been signed out: a newer sign-in took over',
    text: 'Your account was opened anew, and the sessions from before were ended.',
    isAlarming: true,
  },
  expired: {
    title: 'You have been signed out: your session ran out',
    text: 'Sessions end after an hour without use and after a day at the latest.',
    isAlarming: false,
  },
  'tries-used-up': {
    title: 'Too many wrong codes',
    text: 'Start again.',
    isAlarming: false,
  },
  'ended-elsewhere': {
    title: 'You have been signed out: this session was ended',
    text: 'It was ended from another computer or by the help desk.',
    isAlarming: true,
  },
}
