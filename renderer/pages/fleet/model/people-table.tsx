import { TriangleAlert } from 'lucide-react'
import { RouterProvider } from 'react-aria-components'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table'
import { useHref, useNavigate } from 'react-router'
import { Avatar } from '../../../components/avatar.tsx'
import { Badge } from '../../../components/badge.tsx'
import { Time } from '../../../components/time.tsx'
import type { Owner } from '../../../stores/model-people.ts'

/** When the one that was used last was used; null where none was. */
const lastUsed = ({ passkeys }: Owner): string | null =>
  passkeys
    .map(({ lastUsedAt }) => lastUsedAt)
    .toSorted()
    .findLast((at) => at !== null) ?? null

const nameOf = ({ name, status }: Owner['passkeys'][number]) =>
  status === 'suspended' ? `${name} (suspended)` : name

/** One row a person; the whole row opens their profile. */
export function PeopleTable({ people }: { people: Owner[] }) {
  const navigate = useNavigate()
  return (
    <RouterProvider navigate={(href) => void navigate(href)} useHref={useHref}>
      <div className="model-people">
        <Table aria-label="People" className="table">
          <TableHeader>
            <Column isRowHeader>Name</Column>
            <Column>Passkeys of this model</Column>
            <Column className="model-people__else">Without it</Column>
            <Column className="model-people__used">Last used</Column>
          </TableHeader>
          <TableBody>
            {people.map((owner) => (
              <OwnerRow key={owner.user.id} owner={owner} />
            ))}
          </TableBody>
        </Table>
      </div>
    </RouterProvider>
  )
}

function OwnerRow({ owner }: { owner: Owner }) {
  const { user, passkeys, hasNothingElse } = owner
  const used = lastUsed(owner)
  return (
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
      <Cell>
        <span className="model-people__names">{passkeys.map(nameOf).join(', ')}</span>
      </Cell>
      <Cell className="model-people__else">
        {hasNothingElse ? (
          <Badge tone="attention" icon={TriangleAlert}>
            Nothing else
          </Badge>
        ) : (
          <span className="quiet">Another model</span>
        )}
      </Cell>
      <Cell className="model-people__used">
        {used === null ? <span className="quiet">Not yet</span> : <Time at={used} />}
      </Cell>
    </Row>
  )
}
