import type { Means } from '../lib/confirm-ways.ts'
import type { Outcome } from '../lib/passkey.ts'
import { askingWords } from '../lib/prompt-words.ts'

/** Why a confirmation has not come about yet. */
export interface Trouble {
  tone: 'info' | 'attention' | 'danger'
  words: string
}

type Troubles = Partial<Record<Outcome<unknown>['status'], Trouble>>

const common: Troubles = {
  misconfigured: {
    tone: 'attention',
    words:
      'This server is not set up for passkeys at this address. Tell whoever runs it: the address and the RP ID differ.',
  },
  unsupported: {
    tone: 'attention',
    words: 'This browser cannot ask for passkeys. Open WeftID in another one.',
  },
}

const dismissed: Record<'passkey' | 'security-key', string> = {
  passkey: 'The passkey prompt was closed or found nothing. Try again when you are ready.',
  'security-key': 'No security key of yours answered. Try again, or use something else.',
}

/** How to go on after a prompt that proved nothing; there is nothing to say about one that was cancelled. */
export function promptTroubles(means: Means): Troubles {
  const words = dismissed[means === 'security-key' ? means : 'passkey']
  return { ...common, dismissed: { tone: 'info', words } }
}

export const startAgain: Trouble = {
  tone: 'info',
  words: 'That was one try too many, or it took too long. Start again with your password.',
}

/** Below the field, where what was sent is wrong. */
export const refusals: Record<Means, string> = {
  passkey: '',
  'security-key': '',
  password: 'This is not your password. Try again.',
  totp: 'This code is not right. Enter the one your app shows now.',
  'backup-code': 'This is not one of your unused backup codes.',
}

interface Words {
  /** As one of several: "Use password instead". */
  choice: string
  /** What it will ask for. */
  lead: string
  act: string
  again: string
}

export const meansWords: Record<Means, Words> = {
  passkey: {
    choice: 'Use your passkey instead',
    lead: 'You will be asked for your fingerprint, face or PIN.',
    act: 'Continue with your passkey',
    again: 'Try the passkey again',
  },
  password: {
    choice: 'Use password instead',
    lead: 'A second step follows.',
    act: 'Continue',
    again: 'Continue',
  },
  totp: {
    choice: 'Use your authenticator app',
    lead: 'Your password is right. Now a code from your authenticator app.',
    act: 'Confirm',
    again: 'Confirm',
  },
  'security-key': {
    choice: 'Use a security key',
    lead: 'Your password is right. Now a tap on one of your security keys.',
    act: 'Continue with the key',
    again: 'Try the key again',
  },
  'backup-code': {
    choice: 'Use a backup code',
    lead: 'Your password is right. Now one of your backup codes, which is used up by this.',
    act: 'Confirm',
    again: 'Confirm',
  },
}

/** While the system's prompt is up. */
export const waitingWords = (means: Means) =>
  means === 'security-key' ? 'Insert your security key and touch it when it blinks…' : askingWords
