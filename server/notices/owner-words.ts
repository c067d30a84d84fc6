import { consoleWords } from './console-words.ts'
import type { Facts } from './facts.ts'
import type { NoticeKind } from './kinds.ts'
import { durationWords, ended, named } from './plain.ts'
import type { Words } from './words.ts'

/** What is told the owner of the account; every text in `facts` is fit for a line. */
export const ownerWords: Record<NoticeKind, (facts: Facts) => Words> = {
  ...consoleWords,
  'passkey.registered': ({ passkey }) => ({
    subject: 'A passkey was added to your account',
    happened: `${named(passkey)} can now be used to sign in as you.`,
    steps: ['Revoke this passkey, and any other that you do not know, under Sign-in methods.'],
  }),
  'passkey.renamed': ({ passkey }) => ({
    subject: 'One of your passkeys was renamed',
    happened: `It is now called ${named(passkey)}. What it opens has not changed.`,
    steps: ['Look through your passkeys under Sign-in methods, and revoke any that you do not know.'],
  }),
  'passkey.revoked': (facts) =>
    (facts.actor?.id === facts.owner.id ? revokedByOneself : revokedByAnother)(facts),
  'passkey.counter-regressed': ({ passkey }) => ({
    subject: 'One of your passkeys may have been copied',
    happened: `A sign-in with ${named(passkey)} could have come from a second copy of it: the count that it keeps of its uses did not go up.`,
    who: 'Somebody with this passkey, or with a copy of it',
    heading: 'What to do',
    steps: ['Revoke this passkey under Sign-in methods, and register a new one on another device.'],
  }),
  'recovery.started': () => ({
    subject: 'Your account was opened with a backup code',
    happened: 'Whoever gave the code can register a new passkey for your account now. The code is used up.',
    who: 'Somebody with one of your backup codes',
    steps: [
      'Sign in with a passkey you still have, and revoke any that you do not know under Sign-in methods.',
      'Make new backup codes there: those you have now stop working.',
    ],
  }),
  'temporary-pass.issued': ({ count }) => ({
    subject: 'A temporary pass was issued for your account',
    happened: `Whoever has it can register a new passkey for your account, once${within(count)}.`,
    heading: 'Did you not ask for it?',
    steps: ['Have the pass withdrawn before somebody uses it.'],
  }),
  'temporary-pass.used': () => ({
    subject: 'Your account was opened with a temporary pass',
    happened: 'Whoever gave the pass can register a new passkey for your account now. The pass is used up.',
    who: 'Somebody with the temporary pass',
    steps: [
      'Sign in with a passkey you still have, and revoke any that you do not know under Sign-in methods.',
    ],
  }),
  'backup-codes.created': () => ({
    subject: 'New backup codes were made for your account',
    happened: 'The codes from before no longer work.',
    steps: [
      'Make new backup codes under Sign-in methods: those made just now stop working.',
      'Revoke any passkey there that you do not know.',
    ],
  }),
  'backup-code.used': () => ({
    subject: 'One of your backup codes was used',
    happened: 'It was given together with your password, and is used up.',
    who: 'Somebody with your password and the code',
    steps: ['Change your password and make new backup codes under Sign-in methods.'],
  }),
  'password.set': () => ({
    subject: 'A password was set for your account',
    happened: 'Together with a second step it can now be used to sign in as you.',
    steps: ['Remove the password under Sign-in methods, and revoke any passkey that you do not know.'],
  }),
  'password.changed': ({ count }) => ({
    subject: 'The password of your account was changed',
    happened: `The password from before no longer works.${ended(count)}`,
    steps: ['Set a new password under Sign-in methods, and revoke any passkey that you do not know.'],
  }),
  'password.removed': ({ count }) => ({
    subject: 'The password of your account was removed',
    happened: `It can no longer be used to sign in.${ended(count)}`,
    steps: ['Look through your passkeys under Sign-in methods, and revoke any that you do not know.'],
  }),
  'totp.enabled': () => ({
    subject: 'An authenticator app was added to your account',
    happened: 'Its codes can now be used as the second step after your password.',
    steps: ['Remove the authenticator app under Sign-in methods, and change your password.'],
  }),
  'totp.removed': () => ({
    subject: 'The authenticator app of your account was removed',
    happened: 'Its codes are no longer a second step after your password.',
    steps: ['Change your password under Sign-in methods, and add your authenticator app again.'],
  }),
  'sign-in.new-computer': ({ passkey }) => ({
    subject: 'A sign-in to your account from a new computer',
    happened: `Somebody signed in as you${passkey === null ? '' : ` with ${named(passkey)}`} where your account had not been used before.`,
    steps: ['End that session under Sign-in methods, and revoke any passkey that you do not know.'],
  }),
  'sign-in.stopped': ({ reason }) => ({
    subject: 'Somebody tried to sign in as you',
    happened:
      reason === 'copied-passkey'
        ? 'They had a copy of one of your passkeys, but not the second step, in five tries. They were not let in.'
        : 'They had your password, but not the second step, in five tries. They were not let in.',
    who: 'Somebody who knows half of how you sign in',
    steps: ['Change your password under Sign-in methods, and revoke any passkey that you do not know.'],
  }),
  'token.created': ({ reason }) => ({
    subject: 'An API token was created in your name',
    happened: `A program that has it can do this as you: ${reason ?? 'what was chosen'}.`,
    steps: ['Revoke it under API tokens, and any passkey under Sign-in methods that you do not know.'],
  }),
}

const revokedByOneself = ({ passkey, count }: Facts): Words => ({
  subject: 'One of your passkeys was revoked',
  happened: `${named(passkey)} can no longer be used to sign in.${ended(count)}`,
  steps: ['Look through your passkeys under Sign-in methods, and revoke any that you do not know.'],
})

const revokedByAnother = ({ passkey, count }: Facts): Words => ({
  subject: 'One of your passkeys was revoked for you',
  happened: `${named(passkey)} can no longer be used to sign in.${ended(count)}`,
  heading: 'Did you not expect this?',
  steps: [],
})

const within = (minutes: number | null) => (minutes === null ? '' : `, within ${durationWords(minutes)}`)
