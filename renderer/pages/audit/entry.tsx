import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AuditEntry } from '../../../shared/contract/audit.ts'
import { activityDetails, activityWords } from '../../lib/activity-words.ts'
import { exactTime, preciseTime } from '../../lib/format.ts'
import { quotable } from '../../lib/visible.ts'
import { useOwnId } from '../../stores/session.ts'
import type { AskedName } from './audit-filter.ts'
import { EntryDetails } from './entry-details.tsx'
import { pageOf } from './entry-links.ts'

interface Props {
  entry: AuditEntry
  onChange: (name: AskedName, value: string) => void
}

/** One entry as a line: when, what, why and from where; opened, everything that is known. */
export function Entry({ entry, onChange }: Props) {
  const readerId = useOwnId()
  const [isOpen, setOpen] = useState(false)
  const about = entry.target && entry.target.id !== entry.actor?.id ? entry.target : null
  return (
    <li className="record">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="record__line">
          <ChevronRight size={16} aria-hidden className="record__arrow" />
          <time dateTime={entry.at} title={exactTime(entry.at)} className="record__time">
            {preciseTime(entry.at)}
          </time>
          <span className="record__text">
            <span>{activityWords(entry, readerId)}</span>
            <span className="record__why">{activityDetails(entry)}</span>
          </span>
        </summary>
        {isOpen && <EntryDetails entry={entry} onChange={onChange} />}
      </details>
      {about && (
        <Link className="record__about" to={pageOf(entry, about.id)}>
          {quotable(about.displayName)}
        </Link>
      )}
    </li>
  )
}
