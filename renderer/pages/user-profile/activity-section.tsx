import type { ActivityEntry } from '../../../shared/contract/activity.ts'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Section } from '../../components/page.tsx'
import { Time } from '../../components/time.tsx'
import { activityDetails, activityWords } from '../../lib/activity-words.ts'
import { useCurrentSession, useMay } from '../../stores/session.ts'
import { useUserProfile } from '../../stores/user-profile.ts'
import { Waited } from './waited.tsx'

/** The record of this person, the latest first, a page at a time. */
export function ActivitySection() {
  const { userId, activity, loadMoreActivity } = useUserProfile()
  const mayReadRecord = useMay('audit.read')
  const page = activity.status === 'ready' ? activity.value : { items: [], next: null }
  return (
    <Section
      title="Activity"
      action={
        mayReadRecord && (
          <LinkButton variant="quiet" to={`/audit?target=${userId}`}>
            All entries about them
          </LinkButton>
        )
      }
    >
      <Waited remote={activity} what="activity">
        <Card flush>
          <ol className="rows">
            {page.items.map((entry) => (
              <ActivityRow key={entry.id} entry={entry} />
            ))}
          </ol>
          {page.items.length === 0 && <p className="rows__row quiet">Nothing has happened yet.</p>}
        </Card>
        <LoadMore next={page.next} load={loadMoreActivity} />
      </Waited>
    </Section>
  )
}

function ActivityRow({ entry }: { entry: ActivityEntry }) {
  const readerId = useCurrentSession()?.user.id ?? null
  return (
    <li className="rows__row rows__row--told">
      <div>
        {activityWords(entry, readerId)}
        <small>{activityDetails(entry)}</small>
      </div>
      <span className="quiet small">
        <Time at={entry.at} />
      </span>
    </li>
  )
}
