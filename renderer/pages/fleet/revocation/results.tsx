import { ListChecks } from 'lucide-react'
import type { Revocation } from '../../../../shared/contract/fleet.ts'
import { Card } from '../../../components/card.tsx'
import { DownloadLink } from '../../../components/download-link.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Loading } from '../../../components/loading.tsx'
import { LoadMore } from '../../../components/load-more.tsx'
import { Section } from '../../../components/page.tsx'
import { exportAddress, useRevocation } from '../../../stores/revocation.ts'
import { OutcomeFilter } from './outcome-filter.tsx'
import { ResultsTable } from './results-table.tsx'

/** What became of each passkey, those skipped first. */
export function Results({ job }: { job: Revocation }) {
  const { results, outcome, show, loadMore } = useRevocation()
  const { items, next } = results.status === 'ready' ? results.value : { items: [], next: null }
  return (
    <Section
      title="Results"
      description="Those skipped come first: they are the ones to follow up."
      action={<DownloadLink href={exportAddress(job.id)}>Export CSV</DownloadLink>}
    >
      <OutcomeFilter job={job} />
      {results.status === 'loading' && (
        <Card flush>
          <Loading what="results" rows={4} />
        </Card>
      )}
      {results.status === 'failed' && (
        <Failure message={results.message} details={results.details} onRetry={() => void show(outcome)} />
      )}
      {results.status === 'ready' && items.length === 0 && (
        <Card flush>
          <Empty icon={ListChecks} title={outcome === 'skipped' ? 'Nobody was skipped' : 'Nothing yet'} />
        </Card>
      )}
      {items.length > 0 && <ResultsTable results={items} />}
      <LoadMore next={next} load={loadMore} />
    </Section>
  )
}
