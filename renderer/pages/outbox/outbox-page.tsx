import { Mail } from 'lucide-react'
import { useEffect } from 'react'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Page } from '../../components/page.tsx'
import { subscribe } from '../../stores/live.ts'
import { useOutbox } from '../../stores/outbox.ts'
import { MailLine } from './mail-line.tsx'
import './outbox.css'

/** Console > Outbox: the mail that would have been sent, for whoever develops or tries out. */
export function OutboxPage() {
  const { pages, load, refresh, loadMore } = useOutbox()
  useEffect(() => void load(), [load])
  // Nearly everything that is mailed about is told of by one of these.
  useEffect(() => subscribe('passkeys.changed', () => void refresh()), [refresh])
  useEffect(() => subscribe('users.changed', () => void refresh()), [refresh])
  const { items, next } = pages.status === 'ready' ? pages.value : { items: [], next: null }
  return (
    <Page
      title="Outbox"
      lead="No mail server is configured, so mail is not sent but kept here to be read, for 30 days."
    >
      <Card flush>
        {pages.status === 'loading' && <Loading what="mail" rows={8} />}
        {pages.status === 'failed' && (
          <Failure message={pages.message} details={pages.details} onRetry={() => void load()} />
        )}
        {pages.status === 'ready' && items.length === 0 ? (
          <Empty icon={Mail} title="No mail yet">
            What people would be told by e-mail will stand here: new passkeys, new codes, recoveries.
          </Empty>
        ) : null}
        {items.length > 0 ? (
          <ol aria-label="Mail">
            {items.map((mail) => (
              <MailLine key={mail.id} mail={mail} />
            ))}
          </ol>
        ) : null}
      </Card>
      <LoadMore next={next} load={loadMore} />
    </Page>
  )
}
