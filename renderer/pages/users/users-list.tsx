import { SearchX } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { useUsers } from '../../stores/users.ts'
import { UsersTable } from './users-table.tsx'

/** The people asked for, in each state the asking can be in. */
export function UsersList({ onClear }: { onClear: () => void }) {
  const { filter, users, isAsking, load } = useUsers()
  if (users.status === 'loading') {
    return (
      <Card flush>
        <Loading what="users" rows={8} />
      </Card>
    )
  }
  if (users.status === 'failed') {
    return <Failure message={users.message} onRetry={() => void load(filter)} />
  }
  if (users.value.items.length === 0) {
    return (
      <Card flush>
        <Empty
          icon={SearchX}
          title="Nobody matches"
          action={<Button onPress={onClear}>Clear search and filters</Button>}
        >
          Try part of the name or of the e-mail address, or take a filter away.
        </Empty>
      </Card>
    )
  }
  return (
    <div className={isAsking ? 'users__answer users__answer--old' : 'users__answer'} aria-busy={isAsking}>
      <UsersTable users={users.value.items} />
      <More />
    </div>
  )
}

/** How far the list goes, and the next page of it. */
function More() {
  const { users, more, loadMore } = useUsers()
  if (users.status !== 'ready') return null
  const { items, next } = users.value
  return (
    <div className="users__more">
      {next === null ? (
        <p className="quiet" role="status">
          {items.length === 1 ? '1 person' : `${items.length} people`}
        </p>
      ) : (
        <>
          <p className="quiet" role="status">
            The first {items.length} people
          </p>
          <Button isBusy={more.status === 'loading'} onPress={() => void loadMore()}>
            Load more
          </Button>
        </>
      )}
      {more.status === 'failed' && <Failure message={more.message} onRetry={() => void loadMore()} />}
    </div>
  )
}
