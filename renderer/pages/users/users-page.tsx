import { UserPlus } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { subscribe } from '../../stores/live.ts'
import { useMay } from '../../stores/session.ts'
import { useUsers } from '../../stores/users.ts'
import { AddUserDialog } from './add-user-dialog.tsx'
import { FilterBar } from './filter-bar.tsx'
import { filterOf, withFilter } from './users-filter.ts'
import './users.css'
import { UsersList } from './users-list.tsx'

/** Console > Users: find a person, open them, add one. What is asked for stands in the address. */
export function UsersPage() {
  const [address, setAddress] = useSearchParams()
  const query = address.toString()
  const filter = useMemo(() => filterOf(new URLSearchParams(query)), [query])
  const { load, reload } = useUsers()
  const mayAdd = useMay('users.write')
  const [isAdding, setAdding] = useState(false)
  useEffect(() => void load(filter), [load, filter])
  useEffect(() => subscribe('users.changed', () => void reload()), [reload])
  useEffect(() => subscribe('passkeys.changed', () => void reload()), [reload])

  const change = useCallback(
    (name: string, value: string) => setAddress((now) => withFilter(now, name, value), { replace: true }),
    [setAddress],
  )
  const search = useCallback((text: string) => change('search', text), [change])
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
        <FilterBar filter={filter} onChange={change} onSearch={search} />
        <h2 className="unseen">People</h2>
        <UsersList onClear={() => setAddress({}, { replace: true })} />
      </div>
      {isAdding && <AddUserDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}
