import { SearchX } from 'lucide-react'
import type { Key } from 'react-aria-components'
import { Button, LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { useUsers } from '../../stores/users.ts'
import { Pager } from './pager.tsx'
import { UsersTable } from './users-table.tsx'

interface Props {
  onClear: () => void
  selected: ReadonlySet<Key>
  /** Left out where the asking person can do nothing with a selection. */
  onSelect: ((selected: ReadonlySet<Key>) => void) | undefined
}

/** The people asked for, in each state the asking can be in. */
export function UsersList({ onClear, selected, onSelect }: Props) {
  const { question, users, isAsking, load } = useUsers()
  if (users.status === 'loading') {
    return (
      <Card flush>
        <Loading what="users" rows={8} />
      </Card>
    )
  }
  if (users.status === 'failed') {
    return <Failure message={users.message} details={users.details} onRetry={() => void load(question)} />
  }
  const { items, next } = users.value
  return (
    <div className={isAsking ? 'users__answer users__answer--old' : 'users__answer'} aria-busy={isAsking}>
      {items.length === 0 ? (
        <Nobody onClear={onClear} />
      ) : (
        <UsersTable users={items} selected={selected} onSelect={onSelect} />
      )}
      <Pager cursor={question.cursor} next={next} />
    </div>
  )
}

/** Nobody is shown: why that may be, and what to do about it. */
function Nobody({ onClear }: { onClear: () => void }) {
  const { filter, cursor } = useUsers((store) => store.question)
  if (cursor !== undefined) {
    return (
      <Card flush>
        <Empty
          icon={SearchX}
          title="Nobody is left on this page"
          action={<LinkButton to="/users">All users</LinkButton>}
        >
          The list has become shorter since this link was made.
        </Empty>
      </Card>
    )
  }
  const { search = '' } = filter
  const isShort = search !== '' && Array.from(search).length < 3
  return (
    <Card flush>
      <Empty
        icon={SearchX}
        title={search === '' ? 'Nobody matches' : `Nobody matches “${search}”`}
        action={<Button onPress={onClear}>Clear search and filters</Button>}
      >
        {isShort
          ? 'One or two letters find those whose name or e-mail begins with them. Type a third to search within.'
          : 'Try part of the name or of the e-mail address, or take a filter away.'}
      </Empty>
    </Card>
  )
}
