import type { ReactNode } from 'react'
import type { Revocation } from '../../../../shared/contract/fleet.ts'
import { Card } from '../../../components/card.tsx'
import { Figure, Figures } from '../../../components/figures.tsx'
import { Progress } from '../../../components/progress.tsx'
import { amount, momentOf } from '../../../lib/format.ts'
import { useNow } from '../../../lib/now.ts'
import { doneOf, leftOf, rateOf } from '../../../lib/revocation-words.ts'
import { useRevocation } from '../../../stores/revocation.ts'

/** What is in effect, how far it has come, and how fast. */
export function JobProgress({ job, acts }: { job: Revocation; acts: ReactNode }) {
  const now = useNow()
  return (
    <>
      <Card className="job-progress">
        <p>{effectWords(job, (at) => momentOf(at, now))}</p>
        <Progress
          label="How far it has come"
          value={doneOf(job)}
          of={job.total}
          words={`${amount(doneOf(job))} of ${amount(job.total)} passkeys`}
          aside={<Pace job={job} />}
          isStill={job.status === 'paused' || job.status === 'cancelled'}
        />
        {acts}
      </Card>
      <Figures>
        <Figure name="Revoked">{amount(job.revoked)}</Figure>
        <Figure name="Skipped">{amount(job.skipped)}</Figure>
        <Figure name="Sessions ended">{amount(job.sessionsEnded)}</Figure>
      </Figures>
    </>
  )
}

function effectWords(job: Revocation, when: (at: string) => string): string {
  const left = leftOf(job)
  switch (job.status) {
    case 'running':
      return job.lockedOut === 'skip'
        ? `In effect since ${when(job.createdAt)}: none of these passkeys signs in, apart from those of people who may have to be skipped until each was looked at.`
        : `In effect since ${when(job.createdAt)}: none of these passkeys signs in any more.`
    case 'paused':
      return `Paused. The ${amount(left)} not reached yet work as before until it is resumed.`
    case 'cancelled':
      return `Cancelled ${when(job.finishedAt ?? job.createdAt)}. What was revoked stays revoked; the ${amount(left)} not reached work as before.`
    case 'done':
      return `Finished ${when(job.finishedAt ?? job.createdAt)}. Every passkey it was about was looked at.`
  }
}

function durationWords(seconds: number): string {
  if (seconds < 60) return 'less than a minute left'
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `about ${minutes} minutes left` : `about ${Math.ceil(minutes / 60)} hours left`
}

function Pace({ job }: { job: Revocation }) {
  const samples = useRevocation((store) => store.samples)
  const rate = rateOf(samples)
  if (job.status !== 'running' || rate === null || rate < 1) return null
  return `${amount(rate)} a second, ${durationWords(leftOf(job) / rate)}`
}
