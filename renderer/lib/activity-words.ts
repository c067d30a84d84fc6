import type { ActivityEntry, AuditAction } from '../../shared/contract/activity.ts'

interface Told {
  /** "You", a name, or "Somebody". */
  who: string
  /** "You" or a name: whose account it is about. */
  owner: string
  /** "your", "Ann's", "their" own. */
  whose: string
  /** "you", or a name. */
  whom: string
  /** "the passkey YubiKey 5", or "a passkey". */
  passkey: string
  entry: ActivityEntry
}

const reasons: Record<string, string> = {
  'passkey-revoked': 'because its passkey was revoked',
  'signed-out': 'by signing out',
  replaced: 'because a newer sign-in took over',
  expired: 'because it ran out',
  'ended-elsewhere': 'from elsewhere',
}

const ending = ({ reason }: ActivityEntry) => {
  const words = reason === null ? undefined : reasons[reason]
  return words === undefined ? '' : ` ${words}`
}

const named = ({ passkey }: ActivityEntry) => (passkey === null ? 'a passkey' : `“${passkey.name}”`)

const sentences: Record<AuditAction, (told: Told) => string> = {
  'setup.completed': ({ who }) => `${who} set up this server`,
  'user.created': ({ who, whom }) => `${who} added ${whom}`,
  'user.renamed': ({ who, whose }) => `${who} changed ${whose} name`,
  'user.invited': ({ who, whom }) => `${who} invited ${whom}`,
  'invitation.accepted': ({ owner }) => `${owner} accepted the invitation`,
  'invitation.withdrawn': ({ who, whose }) => `${who} withdrew ${whose} invitation`,
  'passkey.registered': ({ who, passkey }) => `${who} registered ${passkey}`,
  'passkey.renamed': ({ who, passkey }) => `${who} renamed a passkey to ${passkey}`,
  'passkey.revoked': ({ who, whose, passkey }) => `${who} revoked ${whose} passkey ${passkey}`,
  'backup-codes.created': ({ who }) => `${who} made new backup codes`,
  'sign-in.succeeded': ({ who, passkey }) => `${who} signed in with ${passkey}`,
  'sign-in.failed': ({ whom }) => `A sign-in as ${whom} was refused`,
  'registration.failed': ({ whom }) => `A passkey for ${whom} could not be registered`,
  'session.confirmed': ({ who, passkey }) => `${who} confirmed with ${passkey}`,
  'session.confirm-failed': ({ whom }) => `A confirmation by ${whom} was refused`,
  'session.ended': ({ whose, entry }) => `One of ${whose} sessions ended${ending(entry)}`,
  'passkey.counter-regressed': ({ whose, passkey }) =>
    `${whose === 'your' ? 'Your' : whose} passkey ${passkey} may have been copied`,
  'failures.suppressed': ({ entry }) => `${entry.count ?? 'Several'} more failed attempts`,
}

type Person = ActivityEntry['actor']

function whoseWords(about: Person, actor: Person, readerId: string | null): string {
  if (about === null) return 'somebody’s'
  if (about.id === readerId) return 'your'
  return about.id === actor?.id ? 'their own' : `${about.displayName}’s`
}

function nameOf(person: Person, readerId: string | null, you: string, nobody: string): string {
  if (person === null) return nobody
  return person.id === readerId ? you : person.displayName
}

/** One entry of the record as a sentence for `readerId`, who is "you" in it. */
export function activityWords(entry: ActivityEntry, readerId: string | null): string {
  const { actor, target } = entry
  const about = target ?? actor
  return sentences[entry.action]({
    who: nameOf(actor, readerId, 'You', 'Somebody'),
    owner: nameOf(about, readerId, 'You', 'Somebody'),
    whose: whoseWords(about, actor, readerId),
    whom: nameOf(about, readerId, 'you', 'somebody'),
    passkey: named(entry),
    entry,
  })
}
