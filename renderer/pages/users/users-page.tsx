import { UserPlus } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { coalesced } from '../../lib/coalesce.ts'
import { subscribe } from '../../stores/live.ts'
import { useMay } from '../../stores/session.ts'
import { useUsers } from '../../stores/users.ts'
import { AddUserDialog } from './add-user-dialog.tsx'
import { FilterBar } from './filter-bar.tsx'
import { People } from './people.tsx'
import { filterOf, withFilter } from './users-filter.ts'
import './users.css'

/** Console > Users: find a person, open them, add one. What is asked for stands in the address. */
export function UsersPage() {
  const [address, setAddress] = useSearchParams()
  const query = address.toString()
  const question = useMemo(() => {
    const asked = new URLSearchParams(query)
    return { filter: filterOf(asked), cursor: asked.get('cursor') ?? undefined }
  }, [query])
  const { load, reload } = useUsers()
  const mayAdd = useMay('users.write')
  const [isAdding, setAdding] = useState(false)
  useEffect(() => void load(question), [load, question])
  useEffect(() => {
    const refresh = coalesced(reload)
    const stops = [subscribe('users.changed', refresh), subscribe('passkeys.changed', refresh)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [reload])

  const change = useCallback(
    (name: string, value: string) => setAddress((now) => withFilter(now, name, value), { replace: true }),
    [setAddress],
  )
  const search = useCallback((text: string) => change('search', text), [change])
  const clear = () => setAddress({}, { replace: true })
  return (
    <Page
      wide
      title="Users"
      lead="Everyone with an account here, and how they sign in."
      action={
        mayAdd && (
          <Button variant="primary" icon={UserPlus} onPress={() => setAdding(true)}>
            Add user
          </Button>
        )
      }
    >
      <div className="users">
        <FilterBar filter={question.filter} onChange={change} onSearch={search} onClear={clear} />
        <People key={query} filter={question.filter} onClear={clear} />
      </div>
      {isAdding && <AddUserDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}
