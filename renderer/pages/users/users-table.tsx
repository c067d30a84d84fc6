import { RouterProvider } from 'react-aria-components'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table'
import { useHref, useNavigate } from 'react-router'
import type { User } from '../../../shared/contract/user.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Time } from '../../components/time.tsx'
import { StatusBadge } from '../../components/user-badges.tsx'
import { passkeyCountWords } from '../../lib/passkey-words.ts'
import { roleWords } from '../../lib/user-words.ts'

/** One row a person; the whole row opens them, by press or Enter, and the arrow keys walk. */
export function UsersTable({ users }: { users: User[] }) {
  const navigate = useNavigate()
  return (
    <RouterProvider navigate={(href) => void navigate(href)} useHref={useHref}>
      <Table aria-label="Users" className="table">
        <TableHeader>
          <Column isRowHeader>Name</Column>
          <Column className="table__role">Role</Column>
          <Column className="table__status">Status</Column>
          <Column className="table__passkeys">Passkeys</Column>
          <Column className="table__when">Last sign-in</Column>
        </TableHeader>
        <TableBody items={users}>
          {(user) => (
            <Row id={user.id} href={`/users/${user.id}`} textValue={user.displayName}>
              <Cell>
                <div className="person">
                  <Avatar name={user.displayName} />
                  <div className="person__text">
                    <span className="person__name">{user.displayName}</span>
                    <span className="person__email">{user.email}</span>
                  </div>
                </div>
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
