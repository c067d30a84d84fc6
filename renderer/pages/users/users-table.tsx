import { RouterProvider, type Key } from 'react-aria-components'
import { Link } from 'react-aria-components/Link'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table'
import { useHref, useLocation, useNavigate } from 'react-router'
import type { User } from '../../../shared/contract/user.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Time } from '../../components/time.tsx'
import { StatusBadge } from '../../components/user-badges.tsx'
import { passkeyCountWords } from '../../lib/passkey-words.ts'
import { roleWords } from '../../lib/user-words.ts'

interface Props {
  users: User[]
  selected: ReadonlySet<Key>
  /** Left out where nobody is to be selected. */
  onSelect: ((selected: ReadonlySet<Key>) => void) | undefined
}

/** One row a person; the whole row opens them, by press or Enter, the arrow keys walk, Space selects. */
export function UsersTable({ users, selected, onSelect }: Props) {
  const navigate = useNavigate()
  const { search } = useLocation()
  const all = () => new Set(users.map(({ id }) => id))
  return (
    <RouterProvider navigate={(href) => void navigate(href, { state: { list: search } })} useHref={useHref}>
      <Table
        aria-label="Users"
        className="table"
        selectionMode={onSelect ? 'multiple' : 'none'}
        selectedKeys={selected}
        onSelectionChange={(keys) => onSelect?.(keys === 'all' ? all() : keys)}
      >
        <TableHeader>
          {onSelect && (
            <Column className="table__tick">
              <Checkbox slot="selection" />
            </Column>
          )}
          <Column isRowHeader>Name</Column>
          <Column className="table__role">Role</Column>
          <Column className="table__status">Status</Column>
          <Column className="table__passkeys">Passkeys</Column>
          <Column className="table__when">Last sign-in</Column>
        </TableHeader>
        <TableBody items={users}>
          {(user) => (
            <Row id={user.id} href={`/users/${user.id}`} textValue={user.displayName}>
              {onSelect && (
                <Cell className="table__tick">
                  <Checkbox slot="selection" />
                </Cell>
              )}
              <Cell>
                <PersonCell user={user} />
              </Cell>
              <Cell className="table__role">{roleWords[user.role]}</Cell>
              <Cell>
                <StatusBadge status={user.status} />
              </Cell>
              <Cell>
                <span className={user.passkeys.active === 0 ? 'quiet' : undefined}>
                  {passkeyCountWords(user.passkeys)}
                </span>
              </Cell>
              <Cell className="table__when">
                {user.lastSignInAt === null ? (
                  <span className="quiet">Never</span>
                ) : (
                  <Time at={user.lastSignInAt} />
                )}
              </Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </RouterProvider>
  )
}

// The name is a link of its own: it opens the person while others are selected, and can be copied.
function PersonCell({ user: { id, displayName, email } }: { user: User }) {
  return (
    <div className="person">
      <Avatar name={displayName} />
      <div className="person__text">
        <Link className="person__name" href={`/users/${id}`}>
          {displayName}
        </Link>
        <span className="person__email">{email}</span>
      </div>
    </div>
  )
}
