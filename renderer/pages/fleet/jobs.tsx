import { Layers } from 'lucide-react'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Section } from '../../components/page.tsx'
import { useFleet } from '../../stores/fleet.ts'
import { JobLine } from './job-line.tsx'

/** What was revoked in bulk, the latest first. */
export function Jobs() {
  const { jobs, load, loadMoreJobs } = useFleet()
  const { items, next } = jobs.status === 'ready' ? jobs.value : { items: [], next: null }
  return (
    <Section title="Bulk revocations">
      <Card flush>
        {jobs.status === 'loading' && <Loading what="bulk revocations" rows={2} />}
        {jobs.status === 'failed' && (
          <Failure message={jobs.message} details={jobs.details} onRetry={() => void load()} />
        )}
        {jobs.status === 'ready' && items.length === 0 ? (
          <Empty icon={Layers} title="Nothing was revoked in bulk yet">
            When a maker warns about a model, open it above: who depends on it and what revoking it would do
            is told before anything happens.
          </Empty>
        ) : null}
        {items.length > 0 && (
          <ol aria-label="Bulk revocations">
            {items.map((job) => (
              <JobLine key={job.id} job={job} />
            ))}
          </ol>
        )}
      </Card>
      <LoadMore next={next} load={loadMoreJobs} words="Load older" />
    </Section>
  )
}
