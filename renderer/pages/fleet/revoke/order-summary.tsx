import { exactTime, momentOf } from '../../../lib/format.ts'
import { useNow } from '../../../lib/now.ts'
import type { Order } from '../../../stores/revocation-order.ts'

/** What was decided in the first step, in a line or two. */
export function OrderSummary({ order: { createdBefore, reason, ticket, lockedOut } }: { order: Order }) {
  const now = useNow()
  return (
    <p className="quiet">
      {createdBefore === undefined ? (
        'Every passkey of this model. '
      ) : (
        <>
          Those registered before{' '}
          <time dateTime={createdBefore} title={exactTime(createdBefore)}>
            {momentOf(createdBefore, now)}
          </time>
          .{' '}
        </>
      )}
      People it would lock out are {lockedOut === 'revoke' ? 'revoked too' : 'skipped'}. Reason: {reason}
      {ticket !== undefined && `, ticket ${ticket}`}.
    </p>
  )
}
