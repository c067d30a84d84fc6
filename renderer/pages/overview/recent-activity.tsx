import { History } from 'lucide-react'
import { ActivityLine } from '../../components/activity-line.tsx'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { Section } from '../../components/page.tsx'
import { useActivity } from '../../stores/activity.ts'
import { useOwnId } from '../../stores/session.ts'

/** The last few entries of one's own record, in sentences. */
export function RecentActivity() {
  const { entries, load } = useActivity()
  const ownId = useOwnId()
  return (
    <Section
      title="Recent activity"
      description="Something you do not recognise? Revoke the passkey and tell your help desk."
      action={<LinkButton to="/account/activity">All activity</LinkButton>}
    >
      <Card flush>
        {entries.status === 'loading' && <Loading what="activity" rows={4} />}
        {entries.status === 'failed' && (
          <Failure message={entries.message} details={entries.details} onRetry={() => void load()} />
        )}
        {entries.status === 'ready' && entries.value.length === 0 ? (
          <Empty icon={History} title="Nothing has happened yet" />
        ) : null}
        {entries.status === 'ready' ? (
          <ul>
            {entries.value.map((entry) => (
              <ActivityLine key={entry.id} entry={entry} readerId={ownId} details={entry.client} />
            ))}
          </ul>
        ) : null}
      </Card>
    </Section>
  )
}
