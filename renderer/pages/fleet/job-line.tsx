import { ChevronRight } from 'lucide-react'
import { Link } from 'react-router'
import type { Revocation } from '../../../shared/contract/fleet.ts'
import { RevocationBadge } from '../../components/revocation-badge.tsx'
import { Time } from '../../components/time.tsx'
import { amount } from '../../lib/format.ts'
import { doneOf, isOpen, outcomeOf } from '../../lib/revocation-words.ts'

/** One bulk revocation, as a link to how it went or goes. */
export function JobLine({ job }: { job: Revocation }) {
  const reached = isOpen(job) ? `${amount(doneOf(job))} of ${amount(job.total)} reached, ` : ''
  const why = job.ticket === null ? job.reason : `${job.reason}, ticket ${job.ticket}`
  return (
    <li>
      <Link className="job" to={`/fleet/revocations/${job.id}`}>
        <span className="job__name">{job.modelName}</span>
        <RevocationBadge status={job.status} />
        <span className="job__outcome">
          {reached}
          {outcomeOf(job)}
        </span>
        <span className="job__why">{why}</span>
        <span className="job__who">
          {job.createdBy.displayName}, <Time at={job.createdAt} />
        </span>
        <ChevronRight size={16} aria-hidden className="job__arrow" />
      </Link>
    </li>
  )
}
