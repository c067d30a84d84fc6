import { History } from 'lucide-react'
import { useEffect } from 'react'
import { ActivityLine } from '../../components/activity-line.tsx'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Page } from '../../components/page.tsx'
import { activityDetails } from '../../lib/activity-words.ts'
import { useMyActivity } from '../../stores/my-activity.ts'
import { useOwnId } from '../../stores/session.ts'

/** Account > Activity: one's own record, the latest first, a page at a time. */
export function ActivityPage() {
  const { pages, load, loadMore } = useMyActivity()
  const ownId = useOwnId()
  useEffect(() => void load(), [load])
  const { items, next } = pages.status === 'ready' ? pages.value : { items: [], next: null }
  return (
    <Page
      title="Activity"
      lead="What was done with your account, by you and by others. Something you do not recognise? Revoke the passkey and tell your help desk."
    >
      <Card flush>
        {pages.status === 'loading' && <Loading what="activity" rows={8} />}
        {pages.status === 'failed' && (
          <Failure message={pages.message} details={pages.details} onRetry={() => void load()} />
        )}
        {pages.status === 'ready' && items.length === 0 ? (
          <Empty icon={History} title="Nothing has happened yet">
            Sign-ins, new passkeys and everything else about your account will stand here.
          </Empty>
        ) : null}
        {items.length > 0 ? (
          <ol>
            {items.map((entry) => (
              <ActivityLine key={entry.id} entry={entry} readerId={ownId} details={activityDetails(entry)} />
            ))}
          </ol>
        ) : null}
      </Card>
      <LoadMore next={next} load={loadMore} />
    </Page>
  )
}
