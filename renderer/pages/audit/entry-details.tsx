import { Link } from 'react-router'
import type { AuditEntry } from '../../../shared/contract/audit.ts'
import { Button } from '../../components/button.tsx'
import { Fact } from '../../components/fact.tsx'
import { actionWords } from '../../lib/action-words.ts'
import { failureWords } from '../../lib/failure-words.ts'
import { amount, exactTime } from '../../lib/format.ts'
import { roleWords } from '../../lib/user-words.ts'
import { quotable, visible } from '../../lib/visible.ts'
import type { AskedName } from './audit-filter.ts'
import { isAboutModel, pageOf } from './entry-links.ts'

interface Props {
  entry: AuditEntry
  onChange: (name: AskedName, value: string) => void
}

/** Everything an entry holds, and from it to what belongs to it. */
export function EntryDetails({ entry, onChange }: Props) {
  const { actor, actorRole, target, passkey, ticket, client, address } = entry
  const role = actorRole === null ? '' : `, ${roleWords[actorRole].toLowerCase()} at that time`
  return (
    <dl className="record__facts">
      <Fact name="When">{exactTime(entry.at)}</Fact>
      <Fact name="What">
        {actionWords(entry.action)} <code>{entry.action}</code>
        <Only onPress={() => onChange('action', entry.action)}>All entries like it</Only>
      </Fact>
      {actor && (
        <Fact name="Who">
          <Link to={`/users/${actor.id}`}>{quotable(actor.displayName)}</Link>
          {role}
          <Only onPress={() => onChange('actor', actor.id)}>All entries by them</Only>
        </Fact>
      )}
      {target && (
        <Fact name="About">
          <Link to={pageOf(entry, target.id)}>{quotable(target.displayName)}</Link>
          <Only onPress={() => onChange('target', target.id)}>
            {isAboutModel(entry) ? 'All entries about it' : 'All entries about them'}
          </Only>
        </Fact>
      )}
      {passkey && (
        <Fact name="Passkey">
          {visible(passkey.name)} <code>{passkey.id}</code>
        </Fact>
      )}
      <TokenName token={entry.token} />
      <Reason entry={entry} />
      <Text name="Ticket" text={ticket} />
      <Text name="Client" text={client} />
      <Text name="Address" text={address} />
      {entry.count !== null && <Fact name="Count">{amount(entry.count)}</Fact>}
      {entry.sessionId !== null && (
        <Fact name="Session">
          <code>{entry.sessionId}</code>
        </Fact>
      )}
      <Fact name="Entry">
        <code>{entry.id}</code>
        {entry.position === null
          ? ', to be sealed in a moment'
          : `, sealed as number ${amount(entry.position)} of the record`}
      </Fact>
    </dl>
  )
}

function Text({ name, text }: { name: string; text: string | null }) {
  return text === null || text === '' ? null : <Fact name={name}>{visible(text)}</Fact>
}

/** A cause that the server names, in words beside its name; whatever else it is, as it was typed. */
function Reason({ entry: { action, reason } }: Pick<Props, 'entry'>) {
  const words = failureWords(action, reason)
  if (words === null) return <Text name="Reason" text={reason} />
  return (
    <Fact name="Reason">
      {words} <code>{reason}</code>
    </Fact>
  )
}

function TokenName({ token }: Pick<AuditEntry, 'token'>) {
  return <Text name="API token" text={token?.name ?? null} />
}

function Only({ onPress, children }: { onPress: () => void; children: string }) {
  return (
    <Button variant="quiet" className="record__only" onPress={onPress}>
      {children}
    </Button>
  )
}
