import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AuditEntry } from '../../../shared/contract/audit.ts'
import { activityDetails, activityWords } from '../../lib/activity-words.ts'
import { exactTime, preciseTime } from '../../lib/format.ts'
import { quotable, visible } from '../../lib/visible.ts'
import { useOwnId } from '../../stores/session.ts'
import type { AskedName } from './audit-filter.ts'
import { EntryDetails } from './entry-details.tsx'
import { pageOf } from './entry-links.ts'

interface Props {
  entry: AuditEntry
  onChange: (name: AskedName, value: string) => void
}

type Person = AuditEntry['actor']

const named = (person: Person): Person => person && { ...person, displayName: quotable(person.displayName) }

/** The entry with names that can stand in a sentence: nothing in them breaks the line or turns it around. */
function quotableEntry(entry: AuditEntry): AuditEntry {
  const passkey = entry.passkey && { ...entry.passkey, name: quotable(entry.passkey.name) }
  return { ...entry, actor: named(entry.actor), target: named(entry.target), passkey }
}

/** One entry as a line: when, what, why and from where; opened, everything that is known. */
export function Entry({ entry, onChange }: Props) {
  const readerId = useOwnId()
  const [isOpen, setOpen] = useState(false)
  const shown = quotableEntry(entry)
  const about = shown.target && shown.target.id !== entry.actor?.id ? shown.target : null
  return (
    <li className="record">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="record__line">
          <ChevronRight size={16} aria-hidden className="record__arrow" />
          <time dateTime={entry.at} title={exactTime(entry.at)} className="record__time">
            {preciseTime(entry.at)}
          </time>
          <span className="record__text">
            <span>{activityWords(shown, readerId)}</span>
            <span className="record__why">{visible(activityDetails(entry))}</span>
          </span>
        </summary>
        {isOpen && <EntryDetails entry={entry} onChange={onChange} />}
      </details>
      {about && (
        <Link className="record__about" to={pageOf(entry, about.id)}>
          {about.displayName}
        </Link>
      )}
    </li>
  )
}
