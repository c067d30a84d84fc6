import type { Config } from '../config.ts'
import type { OutboxRow } from '../db/tables.ts'
import { facts as factsSchema, type Facts } from './facts.ts'
import { isNoticeKind, type NoticeKind } from './kinds.ts'
import { ownerWords } from './owner-words.ts'
import { momentWords, oneLine, unlinked } from './plain.ts'
import { isWatched, watcherWords } from './watcher-words.ts'

type Row = Pick<OutboxRow, 'kind' | 'facts' | 'role' | 'address'>
export type Surroundings = Pick<Config, 'name' | 'origin' | 'support'>

/** A mail's content, each text one line, before it becomes plain text or HTML. */
export interface Letter {
  /** Who runs the server. */
  name: string
  subject: string
  happened: string
  facts: [label: string, value: string][]
  heading: string
  /** Before the steps. */
  intro: string | null
  steps: string[]
  link: { label: string; url: string }
  footer: string[]
}

/** What a row of the outbox says. Throws for a row that this version does not understand. */
export function letterOf({ kind, facts: json, role, address }: Row, surroundings: Surroundings): Letter {
  if (!isNoticeKind(kind)) throw new Error('The outbox holds a notice of an unknown kind.')
  const facts = fitForLines(factsSchema.parse(JSON.parse(json)))
  const { origin, support } = surroundings
  const name = oneLine(surroundings.name)
  const isOwner = role === 'owner'
  const { heading, steps, who, ...said } = wordsOf(kind, facts, isOwner)
  const help =
    support === '' ? 'Tell your help desk at once.' : `Call the help desk at once: ${oneLine(support)}`
  return {
    ...said,
    name,
    facts: factsIn(kind, facts, { who: who ?? whoDid(facts, isOwner), address: isOwner ? address : null }),
    heading: heading ?? 'Was this not you?',
    intro: heading === undefined ? 'If it was you, there is nothing to do. Otherwise:' : null,
    steps: isOwner ? [...steps, help] : steps,
    link: isOwner
      ? { label: 'Open Sign-in methods', url: `${origin}/account/sign-in-methods` }
      : { label: 'Open their profile', url: `${origin}/users/${encodeURIComponent(facts.owner.id)}` },
    footer: [
      `${name} sends this by itself whenever something of this kind happens.`,
      `Its only link leads to ${origin}, and it never asks for a code or a password.`,
    ],
  }
}

function wordsOf(kind: NoticeKind, facts: Facts, isOwner: boolean) {
  return !isOwner && isWatched(kind) ? watcherWords[kind](facts) : ownerWords[kind](facts)
}

/** Everything in it that people chose or could choose, as part of a line. */
function fitForLines(facts: Facts): Facts {
  const fit = (text: string | null) => (text === null ? null : unlinked(text))
  const { actor, owner, address } = facts
  return {
    ...facts,
    actor: actor && { ...actor, name: unlinked(actor.name) },
    owner: { ...owner, name: unlinked(owner.name) },
    passkey: fit(facts.passkey),
    reason: fit(facts.reason),
    ticket: fit(facts.ticket),
    client: fit(facts.client),
    // To be copied as it is.
    address: address === null ? null : oneLine(address),
  }
}

const roleWords = { user: 'user', helpdesk: 'help desk', admin: 'administrator' } as const

function whoDid({ actor, owner }: Facts, isOwner: boolean): string | null {
  if (actor === null) return null
  if (actor.id !== owner.id) return `${actor.name} (${roleWords[actor.role]})`
  return isOwner ? 'You, or somebody signed in as you' : `${owner.name}, or somebody signed in as them`
}

/** Acts whose reason a person gave; elsewhere it is a word of ours. */
const reasoned: readonly NoticeKind[] = [
  'passkey.revoked',
  'passkey.suspended',
  'passkey.restored',
  'device.lost',
  'user.disabled',
  'user.enabled',
  'temporary-pass.issued',
]

function factsIn(
  kind: NoticeKind,
  facts: Facts,
  { who, address }: { who: string | null; address: string | null },
): Letter['facts'] {
  const { owner, passkey, reason, ticket, client } = facts
  const why = reasoned.includes(kind) ? reason : null
  const from = [facts.address, client].filter((each) => each !== null && each !== '').join(', ')
  const rows: [string, string | null][] = [
    ['Account', address === null ? owner.name : `${owner.name}, ${oneLine(address)}`],
    ['Passkey', passkey],
    ['Who', who],
    ['When', momentWords(facts.at)],
    ['From', from === '' ? null : from],
    ['Reason', why],
    ['Ticket', ticket],
  ]
  return rows.flatMap(([label, value]) => (value === null ? [] : [[label, value] as [string, string]]))
}
