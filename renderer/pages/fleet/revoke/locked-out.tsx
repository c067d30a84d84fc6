import { Link } from 'react-router'
import { Notice } from '../../../components/notice.tsx'
import { amount, count } from '../../../lib/format.ts'
import type { Order, Preview } from '../../../stores/revocation-order.ts'

interface Props {
  choice: Order['lockedOut']
  lockedOut: Preview['lockedOut']
}

/** Who has no other way back in, the first of them by name. */
export function LockedOut({ choice, lockedOut: { count: people, users } }: Props) {
  const rest = people - users.length
  const who = people === 1 ? '1 person has' : `${amount(people)} people have`
  return (
    <Notice
      tone="attention"
      title={
        choice === 'revoke'
          ? `${who} no other way back in and will be locked out`
          : `${who} no other way back in and will be skipped`
      }
    >
      <ul className="locked-out" aria-label="People without another way in">
        {users.map(({ id, displayName }) => (
          <li key={id}>
            <Link to={`/users/${id}`}>{displayName}</Link>
          </li>
        ))}
        {rest > 0 && <li>and {count(rest, 'more', 'more')}</li>}
      </ul>
    </Notice>
  )
}
