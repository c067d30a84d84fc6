import { CircleSlash } from 'lucide-react'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { BackLink } from '../../../components/back-link.tsx'
import { LinkButton } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Loading } from '../../../components/loading.tsx'
import { coalesced } from '../../../lib/coalesce.ts'
import { subscribe } from '../../../stores/live.ts'
import { useRevocation } from '../../../stores/revocation.ts'
import './revocation.css'
import { RevocationView } from './revocation-view.tsx'

/** Console > Fleet > (bulk revocation): how far it has come, what it did, and stopping it. */
export function RevocationPage() {
  const { id = '' } = useParams()
  const { job, load, reload } = useRevocation()
  useEffect(() => void load(id), [id, load])
  useEffect(() => {
    const look = coalesced(reload)
    return subscribe('fleet.progress', (event) => {
      if (event === null || event.jobId === id) look()
    })
  }, [id, reload])
  return (
    <div className="page">
      <BackLink to="/fleet">Fleet</BackLink>
      {job.status === 'loading' && (
        <Card flush>
          <Loading what="the bulk revocation" rows={6} />
        </Card>
      )}
      {job.status === 'failed' && (
        <Failure message={job.message} details={job.details} onRetry={() => void load(id)} />
      )}
      {job.status === 'missing' && <Missing />}
      {job.status === 'ready' && <RevocationView key={id} job={job.value} />}
    </div>
  )
}

function Missing() {
  return (
    <Card flush>
      <title>Bulk revocation · WeftID</title>
      <h1 className="unseen">Bulk revocation not found</h1>
      <Empty
        icon={CircleSlash}
        title="There is no such bulk revocation"
        action={<LinkButton to="/fleet">Go to Fleet</LinkButton>}
      >
        The link may be of another server, or incomplete.
      </Empty>
    </Card>
  )
}
