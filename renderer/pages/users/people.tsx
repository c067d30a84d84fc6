import { useEffect, useRef, useState } from 'react'
import type { Key } from 'react-aria-components'
import type { UsersFilter } from '../../../shared/contract/users.ts'
import { Notice } from '../../components/notice.tsx'
import { Result } from '../../components/result.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { useRouteState } from '../../lib/route-state.ts'
import { useMay } from '../../stores/session.ts'
import { useUsers } from '../../stores/users.ts'
import { ListHead } from './list-head.tsx'
import { walked } from './pager.tsx'
import { UsersList } from './users-list.tsx'
import { matchingWords, remindedWords } from './users-words.ts'

interface Props {
  filter: UsersFilter
  onClear: () => void
}

const none: ReadonlySet<Key> = new Set()

/** One page of the list, and what is done with those selected on it. */
export function People({ filter, onClear }: Props) {
  const { users, remind } = useUsers()
  const mayRemind = useMay('users.write')
  const [selected, setSelected] = useState(none)
  const [result, setResult] = useState<string | null>(null)
  const { isBusy, failure, attempt } = useAttempt()
  const shown = users.status === 'ready' ? users.value.items : []
  const chosen = shown.filter(({ id }) => selected.has(id)).map(({ id }) => id)
  const remindThem = () =>
    attempt(async () => {
      setResult(remindedWords(await remind(chosen), chosen.length))
      setSelected(none)
    })
  const heading = useRef<HTMLHeadingElement>(null)
  const isLedHere = useRouteState(walked) !== undefined
  useEffect(() => {
    // From the foot of the page before to the head of this one; the link that led here is gone.
    if (isLedHere) heading.current?.focus()
  }, [isLedHere])
  return (
    <>
      <h2 className="unseen" tabIndex={-1} ref={heading}>
        People
      </h2>
      {result !== null && <Result onDismiss={() => setResult(null)}>{result}</Result>}
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <ListHead
        filter={filter}
        matching={users.status === 'ready' ? matchingWords(users.value.matching) : null}
        selected={chosen.length}
        isReminding={isBusy}
        onRemind={remindThem}
        onDeselect={() => setSelected(none)}
      />
      <UsersList onClear={onClear} selected={selected} onSelect={mayRemind ? setSelected : undefined} />
    </>
  )
}
