import type { Facts } from './facts.ts'
import type { NoticeKind } from './kinds.ts'
import { countWords, durationWords, ended, named } from './plain.ts'
import type { Words } from './words.ts'

type Kind = Extract<
  NoticeKind,
  | `passkey.${'suspended' | 'restored'}`
  | 'device.lost'
  | `user.${'changed' | 'disabled' | 'enabled' | 'reminded'}`
>

const unexpected = 'Did you not expect this?'
const look = 'Look through your passkeys under Sign-in methods, and revoke any that you do not know.'

/** What the owner is told of acts that the console does; every text in `facts` is fit for a line. */
export const consoleWords: Record<Kind, (facts: Facts) => Words> = {
  'passkey.suspended': ({ passkey, count }) => ({
    subject: 'One of your passkeys was suspended',
    happened: `${named(passkey)} cannot be used to sign in until it is restored.${ended(count)}`,
    heading: unexpected,
    steps: [look],
  }),
  'passkey.restored': ({ passkey }) => ({
    subject: 'One of your passkeys was restored',
    happened: `${named(passkey)} can be used to sign in as you again.`,
    steps: ['Suspend or revoke this passkey under Sign-in methods.'],
  }),
  'device.lost': ({ count, passMinutes }) => ({
    subject: 'A lost device was reported for your account',
    happened: `${countWords(count ?? 0, 'passkey')} of yours ${count === 1 ? 'was' : 'were'} revoked for good, and whatever was signed in with ${count === 1 ? 'it' : 'them'} was signed out.${pass(passMinutes)}`,
    heading: 'What to do now',
    steps: [
      'Sign in with another passkey, or with the temporary pass you were given, and register a new one.',
      'If nobody lost a device, tell the help desk.',
    ],
  }),
  'user.changed': ({ reason }) => ({
    subject: 'Your account was changed',
    happened: `What changed: ${reason ?? 'its details'}.`,
    heading: unexpected,
    steps: [look],
  }),
  'user.disabled': ({ count }) => ({
    subject: 'Your account was disabled',
    happened: `You cannot sign in until it is enabled again. Nothing was erased.${ended(count)}`,
    heading: unexpected,
    steps: [],
  }),
  'user.enabled': () => ({
    subject: 'Your account was enabled',
    happened: 'You can sign in again, with the passkeys you had.',
    steps: [look],
  }),
  'user.reminded': ({ count }) => ({
    ...reminder(count ?? 0),
    heading: 'What to do',
    steps: ['Sign in, open Sign-in methods and choose Register a new passkey.'],
  }),
}

function reminder(passkeys: number): Pick<Words, 'subject' | 'happened'> {
  if (passkeys === 0)
    return {
      subject: 'Register a passkey for your account',
      happened: 'There is no passkey on your account: whoever has to let you in would have to do it by hand.',
    }
  if (passkeys === 1)
    return {
      subject: 'Register a second passkey',
      happened:
        'There is one passkey on your account. A second one, on another device, keeps a loss from locking you out.',
    }
  return {
    subject: 'Register a passkey of another kind',
    happened: `All ${passkeys} passkeys on your account are of the same model. One of another kind keeps you from being locked out should that model have to be revoked.`,
  }
}

const pass = (minutes: number | undefined): string =>
  minutes === undefined
    ? ''
    : ` A temporary pass was issued: whoever has it can register a new passkey, once, within ${durationWords(minutes)}.`
