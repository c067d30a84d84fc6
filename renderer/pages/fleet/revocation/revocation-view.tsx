import { useState } from 'react'
import type { Revocation } from '../../../../shared/contract/fleet.ts'
import { RevocationBadge } from '../../../components/revocation-badge.tsx'
import { Result } from '../../../components/result.tsx'
import { isOpen } from '../../../lib/revocation-words.ts'
import { useMay } from '../../../stores/session.ts'
import { JobActs } from './job-acts.tsx'
import { JobFacts } from './job-facts.tsx'
import { JobProgress } from './job-progress.tsx'
import { Results } from './results.tsx'

/** One bulk revocation, once it is known. */
export function RevocationView({ job }: { job: Revocation }) {
  const mayAct = useMay('fleet.revoke')
  const [result, setResult] = useState<string | null>(null)
  return (
    <>
      <header className="page__head">
        <title>{`Revocation of ${job.modelName} · WeftID`}</title>
        <div className="revocation__title">
          <h1>Revocation of {job.modelName}</h1>
          <RevocationBadge status={job.status} />
        </div>
      </header>
      {result !== null && <Result onDismiss={() => setResult(null)}>{result}</Result>}
      <JobProgress job={job} acts={mayAct && isOpen(job) && <JobActs job={job} onDone={setResult} />} />
      <JobFacts job={job} />
      <Results job={job} />
    </>
  )
}
