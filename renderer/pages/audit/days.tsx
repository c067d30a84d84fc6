import type { AuditEntry } from '../../../shared/contract/audit.ts'
import { Card } from '../../components/card.tsx'
import { dayOf } from '../../lib/days.ts'
import { dayInWords } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import type { AskedName } from './audit-filter.ts'
import { Entry } from './entry.tsx'

interface Props {
  entries: AuditEntry[]
  onChange: (name: AskedName, value: string) => void
}

/** Entries in a row that are of one day of the reader's. */
function byDay(entries: readonly AuditEntry[]): { day: string; entries: AuditEntry[] }[] {
  const days: { day: string; entries: AuditEntry[] }[] = []
  for (const entry of entries) {
    const day = dayOf(entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

/** The entries, newest first, under the day they are of. */
export function Days({ entries, onChange }: Props) {
  const now = useNow()
  return byDay(entries).map(({ day, entries: some }) => (
    <section key={`${day} ${some.at(-1)?.id ?? ''}`} className="audit__day">
      <h2>{dayInWords(some[0]?.at ?? '', now)}</h2>
      <Card flush>
        <ol>
          {some.map((entry) => (
            <Entry key={entry.id} entry={entry} onChange={onChange} />
          ))}
        </ol>
      </Card>
    </section>
  ))
}
