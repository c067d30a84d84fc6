import { LinkButton } from '../../../components/button.tsx'
import { Notice } from '../../../components/notice.tsx'
import { amount } from '../../../lib/format.ts'
import { doneOf, isOpen } from '../../../lib/revocation-words.ts'
import { useFleet } from '../../../stores/fleet.ts'

/** Says that this model is being revoked, while it is. */
export function OpenJob({ aaguid }: { aaguid: string }) {
  const jobs = useFleet((store) => store.jobs)
  const items = jobs.status === 'ready' ? jobs.value.items : []
  const job = items.find((each) => each.aaguid === aaguid && isOpen(each))
  if (!job) return null
  return (
    <Notice
      tone="attention"
      title={
        job.status === 'paused' ? 'A bulk revocation of this model is paused' : 'This model is being revoked'
      }
      action={<LinkButton to={`/fleet/revocations/${job.id}`}>See how far it has come</LinkButton>}
    >
      {amount(doneOf(job))} of {amount(job.total)} passkeys reached, started by {job.createdBy.displayName}.
    </Notice>
  )
}
