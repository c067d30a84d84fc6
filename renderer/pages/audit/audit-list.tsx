import { ScrollText, SearchX } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { useAudit } from '../../stores/audit.ts'
import type { Asked, AskedName } from './audit-filter.ts'
import { Days } from './days.tsx'
import { News } from './news.tsx'

interface Props {
  asked: Asked
  onChange: (name: AskedName, value: string) => void
  onClear: () => void
}

/** The entries asked for, in each state the asking can be in. */
export function AuditList({ asked, onChange, onClear }: Props) {
  const { filter, pages, isAsking, load, loadOlder } = useAudit()
  if (pages.status === 'loading') {
    return (
      <Card flush>
        <Loading what="entries" rows={10} />
      </Card>
    )
  }
  if (pages.status === 'failed') {
    return <Failure message={pages.message} details={pages.details} onRetry={() => void load(filter)} />
  }
  const { items, next } = pages.value
  return (
    <div className={isAsking ? 'audit__answer audit__answer--old' : 'audit__answer'} aria-busy={isAsking}>
      <News />
      {items.length === 0 ? (
        <Nothing isWhole={next === null} isFiltered={Object.keys(asked).length > 0} onClear={onClear} />
      ) : (
        <Days entries={items} onChange={onChange} />
      )}
      <LoadMore next={next} load={loadOlder} words="Load older" busyWords="Looking further back…" />
    </div>
  )
}

interface NothingProps {
  /** The whole record was looked at. */
  isWhole: boolean
  isFiltered: boolean
  onClear: () => void
}

function Nothing({ isWhole, isFiltered, onClear }: NothingProps) {
  if (!isFiltered) {
    return (
      <Card flush>
        <Empty icon={ScrollText} title="Nothing is on the record yet" />
      </Card>
    )
  }
  return (
    <Card flush>
      <Empty
        icon={SearchX}
        title={isWhole ? 'No entry matches' : 'No entry so far'}
        action={<Button onPress={onClear}>Clear the filters</Button>}
      >
        {isWhole
          ? 'The whole record was looked at.'
          : 'The newest part of the record was looked at. Load older to look further back.'}
      </Empty>
    </Card>
  )
}
