import { ChevronRight } from 'lucide-react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Card } from '../../components/card.tsx'
import { Time } from '../../components/time.tsx'

/** The revoked passkeys: by whom, when and why, folded until wanted. */
export function History({ passkeys }: { passkeys: Passkey[] }) {
  return (
    <details className="history">
      <summary>
        <ChevronRight size={16} aria-hidden className="history__arrow" />
        History ({passkeys.length})
      </summary>
      <Card flush>
        <table className="facts">
          <thead>
            <tr>
              <th>Name</th>
              <th>Revoked</th>
              <th>By</th>
              <th>Reason</th>
            </tr>
          </thead>
          <tbody>
            {passkeys.map(({ id, name, model, createdAt, revokedAt, revokedBy, reason, ticket }) => (
              <tr key={id}>
                <th scope="row">
                  {name}
                  <small>
                    {!name.startsWith(model.name) && `${model.name}, `}created <Time at={createdAt} />
                  </small>
                </th>
                <td>{revokedAt !== null && <Time at={revokedAt} />}</td>
                <td>{revokedBy?.displayName ?? <span className="quiet">The server</span>}</td>
                <td className="facts__long">
                  {reason ?? <span className="quiet">None given</span>}
                  {ticket !== null && <small>Ticket {ticket}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </details>
  )
}
