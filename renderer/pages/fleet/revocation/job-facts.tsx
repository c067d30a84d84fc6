import { Link } from 'react-router'
import type { Revocation } from '../../../../shared/contract/fleet.ts'
import { Card } from '../../../components/card.tsx'
import { Fact } from '../../../components/fact.tsx'
import { Section } from '../../../components/page.tsx'
import { exactTime, momentOf } from '../../../lib/format.ts'
import { useNow } from '../../../lib/now.ts'

/** Who ordered it, why, and what exactly. */
export function JobFacts({ job }: { job: Revocation }) {
  const { reason, ticket, createdBy, runBy, createdAt, createdBefore, lockedOut, aaguid, modelName } = job
  return (
    <Section title="The order">
      <Card>
        <dl className="job-facts">
          <Fact name="Reason">{reason}</Fact>
          {ticket !== null && <Fact name="Ticket">{ticket}</Fact>}
          <Fact name="Ordered by">
            <Link to={`/users/${createdBy.id}`}>{createdBy.displayName}</Link>, <Moment at={createdAt} />
          </Fact>
          {runBy.id !== createdBy.id && (
            <Fact name="Resumed by">
              <Link to={`/users/${runBy.id}`}>{runBy.displayName}</Link>, in whose name it goes on
            </Fact>
          )}
          <Fact name="Model">
            <Link to={`/fleet/models/${aaguid}`}>{modelName}</Link>
          </Fact>
          <Fact name="Registered before">
            <Moment at={createdBefore} />
          </Fact>
          <Fact name="Without another way in">
            {lockedOut === 'skip' ? 'Skipped: their passkeys go on working' : 'Revoked too'}
          </Fact>
        </dl>
      </Card>
    </Section>
  )
}

function Moment({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at} title={exactTime(at)}>
      {momentOf(at, now)}
    </time>
  )
}
