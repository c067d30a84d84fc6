import { useEffect } from 'react'
import { DownloadLink } from '../../components/download-link.tsx'
import { FilterChips } from '../../components/filter-chips.tsx'
import { quotable } from '../../lib/visible.ts'
import { exportAddress } from '../../stores/audit.ts'
import { useNames } from '../../stores/names.ts'
import { askedNames, chipWords, filterOf, type Asked, type AskedName } from './audit-filter.ts'
import { FilterForm } from './filter-form.tsx'

interface Props {
  asked: Asked
  /** An empty value takes the filter out. */
  onChange: (name: AskedName, value: string) => void
  onClear: () => void
}

/** The filters one can set, those set as chips one can remove, and what they find as a file. */
export function FilterBar({ asked, onChange, onClear }: Props) {
  const { names, learn } = useNames()
  const { actor, target } = asked
  useEffect(() => {
    for (const id of [actor, target]) if (id !== undefined) void learn(id)
  }, [actor, target, learn])
  const set = askedNames
    .filter((name) => asked[name] !== undefined)
    .map((name) => {
      const called = names[asked[name] ?? '']
      return { name, words: chipWords(asked, name, called === undefined ? undefined : quotable(called)) }
    })
  const filter = filterOf(asked)
  return (
    <div className="filters">
      <FilterForm asked={asked} onChange={onChange} />
      <FilterChips set={set} onRemove={(name) => onChange(name, '')} onClear={onClear} />
      <span className="audit__exports">
        <DownloadLink variant="quiet" href={exportAddress(filter, 'csv')}>
          Export CSV
        </DownloadLink>
        <DownloadLink variant="quiet" href={exportAddress(filter, 'ndjson')}>
          Export NDJSON
        </DownloadLink>
      </span>
    </div>
  )
}
