import type { ActivityEntry, AuditAction } from '../../shared/contract/activity.ts'
import { count, durationWords } from './format.ts'
import { methodWords } from './method-words.ts'
import { quotable, visible } from './visible.ts'

interface Told {
  /** "You", a name, or "The server": by itself, or at its command line. */
  who: string
  /** "You" or a name: whose account it is about. */
  owner: string
  /** "your", "Ann's", "their" own. */
  whose: string
  /** "your" or "Ann's", of one's own too. */
  of: string
  /** "you", or a name. */
  whom: string
  /** "the passkey YubiKey 5", or "a passkey". */
  passkey: string
  /** What was used to sign in or to confirm. */
  means: string
  entry: ActivityEntry
}

const reasons: Record<string, string> = {
  'passkey-revoked': 'because its passkey was revoked',
  'signed-out': 'by signing out',
  replaced: 'because a newer sign-in took over',
  expired: 'because it ran out',
  'ended-elsewhere': 'from elsewhere',
  'tries-used-up': 'because too many wrong codes were entered',
  'passkey-suspended': 'because its passkey was suspended',
  'account-disabled': 'because the account was disabled',
}

const ending = ({ reason }: ActivityEntry) => {
  const words = reason === null ? undefined : reasons[reason]
  return words === undefined ? '' : ` ${words}`
}

/** Somebody else ended it, and said why. */
const wasEndedByOther = ({ action, actor, target }: ActivityEntry) =>
  action === 'session.ended' && actor !== null && target !== null && actor.id !== target.id

const lasting = ({ count: minutes }: ActivityEntry) =>
  minutes === null ? '' : ` for ${durationWords(minutes)}`

const revoking = ({ count: passkeys }: ActivityEntry) =>
  passkeys === null || passkeys === 0 ? '' : `: ${count(passkeys, 'passkey')} revoked`

/** What somebody with so many passkeys is asked for. */
const wanted = ({ count: passkeys }: ActivityEntry) =>
  ['a passkey', 'a second passkey'][passkeys ?? 0] ?? 'a passkey of another model'

const named = ({ passkey }: ActivityEntry) => (passkey === null ? 'a passkey' : `“${quotable(passkey.name)}”`)

// Without a passkey that stands alone `reason` is the method: "password+totp", "copied-passkey+backup-code".
const meansWords = (entry: ActivityEntry) =>
  (entry.passkey === null ? methodWords(entry.reason ?? '') : null) ?? named(entry)

const sentences: Record<AuditAction, (told: Told) => string> = {
  'setup.completed': ({ who }) => `${who} set up this server`,
  'user.created': ({ who, whom }) => `${who} added ${whom}`,
  'user.renamed': ({ who, whose }) => `${who} changed ${whose} name`,
  'user.changed': ({ who, whose }) => `${who} changed ${whose} account`,
  'user.disabled': ({ who, whose }) => `${who} disabled ${whose} account`,
  'user.enabled': ({ who, whose }) => `${who} enabled ${whose} account again`,
  'user.reminded': ({ who, whom, entry }) => `${who} asked ${whom} to register ${wanted(entry)}`,
  'users.exported': ({ who }) => `${who} exported a list of users`,
  'user.invited': ({ who, whom }) => `${who} invited ${whom}`,
  'invitation.accepted': ({ owner }) => `${owner} accepted the invitation`,
  'invitation.withdrawn': ({ who, whose }) => `${who} withdrew ${whose} invitation`,
  'passkey.registered': ({ who, passkey }) => `${who} registered ${passkey}`,
  'passkey.renamed': ({ who, passkey }) => `${who} renamed a passkey to ${passkey}`,
  'passkey.revoked': ({ who, whose, passkey }) => `${who} revoked ${whose} passkey ${passkey}`,
  'passkey.suspended': ({ who, whose, passkey }) => `${who} suspended ${whose} passkey ${passkey}`,
  'passkey.restored': ({ who, whose, passkey }) => `${who} restored ${whose} passkey ${passkey}`,
  'device.lost': ({ who, whose, entry }) => `${who} reported ${whose} device as lost${revoking(entry)}`,
  'backup-codes.created': ({ who }) => `${who} made new backup codes`,
  'backup-code.used': ({ who }) => `${who} used a backup code`,
  'password.set': ({ who }) => `${who} set a password`,
  'password.changed': ({ who, whose }) => `${who} changed ${whose} password`,
  'password.removed': ({ who, whose }) => `${who} removed ${whose} password`,
  'totp.enabled': ({ who }) => `${who} set up an authenticator app`,
  'totp.removed': ({ who, whose }) => `${who} removed ${whose} authenticator app`,
  'recovery.started': ({ who }) => `${who} came back with a backup code`,
  'temporary-pass.issued': ({ who, whom, entry }) =>
    `${who} issued ${whom} a temporary pass${lasting(entry)}`,
  'temporary-pass.withdrawn': ({ who, whose }) => `${who} withdrew ${whose} temporary pass`,
  'temporary-pass.used': ({ who }) => `${who} came back with a temporary pass`,
  'sign-in.succeeded': ({ who, means }) => `${who} signed in with ${means}`,
  'sign-in.new-computer': ({ who }) => `${who} signed in on a new computer`,
  'sign-in.stopped': ({ whom, entry }) =>
    `A sign-in as ${whom} was stopped: the ${entry.reason === 'copied-passkey' ? 'passkey' : 'password'} was right, the second step wrong five times`,
  'sign-in.failed': ({ whom }) => `A sign-in as ${whom} was refused`,
  'registration.failed': ({ whom }) => `A passkey for ${whom} could not be registered`,
  'hand-off.approved': ({ who }) => `${who} allowed the desktop app to sign in`,
  'hand-off.redeemed': ({ who }) => `${who} signed in to the desktop app through the browser`,
  'hand-off.refused': ({ whom }) => `A sign-in of the desktop app as ${whom} was refused`,
  'session.confirmed': ({ who, means }) => `${who} confirmed with ${means}`,
  'session.confirm-failed': ({ whom }) => `A confirmation by ${whom} was refused`,
  'session.ended': ({ who, of, entry }) => {
    const isOne = (entry.count ?? 1) === 1
    if (wasEndedByOther(entry)) return `${who} ended ${isOne ? 'one' : entry.count} of ${of} sessions`
    return `${isOne ? 'One' : entry.count} of ${of} sessions ended${ending(entry)}`
  },
  'passkey.counter-regressed': ({ passkey, entry }) =>
    `${entry.passkey === null ? 'A passkey' : `The passkey ${passkey}`} may have been copied`,
  'failures.suppressed': ({ entry }) => `${entry.count ?? 'Several'} more failed attempts`,
  'model.renamed': ({ who, whom }) => `${who} named an authenticator model “${whom}”`,
  'fleet-revocation.started': ({ who, whom }) => `${who} started a bulk revocation of ${whom}`,
  'fleet-revocation.paused': ({ who, whom }) => `${who} paused the bulk revocation of ${whom}`,
  'fleet-revocation.resumed': ({ who, whom }) => `${who} resumed the bulk revocation of ${whom}`,
  'fleet-revocation.cancelled': ({ who, whom }) => `${who} cancelled the bulk revocation of ${whom}`,
  'fleet-revocation.finished': ({ whom, entry }) =>
    `The bulk revocation of ${whom} is finished${revoking(entry)}`,
  'fleet-revocation.exported': ({ who, whom }) =>
    `${who} exported the results of a bulk revocation of ${whom}`,
  'audit.exported': ({ who }) => `${who} exported the record`,
  'backup.taken': () => 'A backup of the database was taken',
  'backup.restored': ({ entry }) => `An older backup of the database was restored: ${entry.reason ?? ''}`,
  'token.created': ({ who, entry }) => `${who} created the API token “${entry.token?.name ?? ''}”`,
  'token.revoked': ({ who, entry }) => `${who} revoked the API token “${entry.token?.name ?? ''}”`,
}

type Person = ActivityEntry['actor']

function whoseWords(about: Person, actor: Person, readerId: string | null): string {
  if (about === null) return 'somebody’s'
  if (about.id === readerId) return 'your'
  return about.id === actor?.id ? 'their own' : `${quotable(about.displayName)}’s`
}

function nameOf(person: Person, readerId: string | null, you: string, nobody: string): string {
  if (person === null) return nobody
  return person.id === readerId ? you : quotable(person.displayName)
}

/**
 * One entry of the record as a sentence for `readerId`, who is "you" in it. Nothing in a name breaks the line or turns it
 * around.
 */
export function activityWords(entry: ActivityEntry, readerId: string | null): string {
  const { actor, target } = entry
  const about = target ?? actor
  return sentences[entry.action]({
    who: nameOf(actor, readerId, 'You', 'The server'),
    owner: nameOf(about, readerId, 'You', 'Somebody'),
    whose: whoseWords(about, actor, readerId),
    of: whoseWords(about, null, readerId),
    whom: nameOf(about, readerId, 'you', 'somebody'),
    passkey: named(entry),
    means: meansWords(entry),
    entry,
  })
}

/** Acts whose reason and ticket are for people to read; elsewhere `reason` is a word of ours. */
const reasoned: readonly AuditAction[] = [
  'user.changed',
  'user.disabled',
  'user.enabled',
  'users.exported',
  'passkey.revoked',
  'passkey.suspended',
  'passkey.restored',
  'device.lost',
  'temporary-pass.issued',
  'fleet-revocation.started',
  'audit.exported',
  'token.created',
]

const aboutTokens: readonly AuditAction[] = ['token.created', 'token.revoked']

/** By which program, where one acted in the actor's name. */
const programWords = ({ action, token }: ActivityEntry) =>
  token !== null && !aboutTokens.includes(action) && `by the API token “${token.name}”`

/** Why and from where, for the line under the sentence. */
export function activityDetails(entry: ActivityEntry): string {
  const { action, reason, ticket, client, address } = entry
  const isTold = reasoned.includes(action) || wasEndedByOther(entry)
  const why = isTold ? [reason, ticket !== null && `ticket ${ticket}`] : []
  return visible(
    [...why, programWords(entry), client, address]
      .filter((each) => typeof each === 'string' && each !== '')
      .join(', '),
  )
}
