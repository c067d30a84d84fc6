import type { Facts } from './facts.ts'
import type { watchersOf, NoticeKind } from './kinds.ts'
import type { Words } from './words.ts'

type Watched = {
  [K in NoticeKind]: (typeof watchersOf)[K] extends readonly [] ? never : K
}[NoticeKind]

/** What is told those who watch over others' accounts; every text in `facts` is fit for a line. */
export const watcherWords: Record<Watched, (facts: Facts) => Words> = {
  'recovery.started': ({ owner }) => ({
    subject: `${owner.name} came back with a backup code`,
    happened: 'Whoever gave the code can register a new passkey for this account now.',
    who: 'Somebody with one of their backup codes',
    heading: 'What to do',
    steps: [ask, undo],
  }),
  'temporary-pass.used': ({ owner }) => ({
    subject: `${owner.name} came back with a temporary pass`,
    happened: 'Whoever gave the pass can register a new passkey for this account now.',
    who: 'Somebody with the temporary pass',
    heading: 'What to do',
    steps: [ask, undo],
  }),
  'passkey.counter-regressed': ({ owner, passkey }) => ({
    subject: `A passkey of ${owner.name} may have been copied`,
    happened: `A sign-in with “${passkey ?? 'Unnamed'}” could have come from a second copy of it: the count that it keeps of its uses did not go up.`,
    who: 'Somebody with this passkey, or with a copy of it',
    heading: 'What to do',
    steps: ['Revoke this passkey in their profile, and have them register another.'],
  }),
  'token.created': ({ owner, reason }) => ({
    subject: `${owner.name} created an API token`,
    happened: `A program that has it can do this in their name: ${reason ?? 'what was chosen'}.`,
    heading: 'What to do',
    steps: [ask, 'If it was not, revoke it under API tokens.'],
  }),
}

const ask = 'Ask them, in a way you already know, whether it was them. If it was, there is nothing to do.'
const undo = 'If it was not, revoke every passkey in their profile that they do not know.'

export const isWatched = (kind: NoticeKind): kind is Watched => Object.hasOwn(watcherWords, kind)
