import { startRevocation } from '../../../../shared/contract/fleet.ts'
import { startOfDay } from '../../../lib/days.ts'
import { fieldErrors } from '../../../lib/field-errors.ts'
import type { Draft, Order } from '../../../stores/revocation-order.ts'

/** The order that a draft amounts to, or what is wrong with it by field. */
export function orderOf({ aaguid, before, reason, ticket, lockedOut }: Draft): {
  order: Order | null
  errors: Record<string, string>
} {
  const order: Order = {
    aaguid,
    reason,
    lockedOut,
    ...(before !== '' && { createdBefore: startOfDay(before) }),
    ...(ticket.trim() !== '' && { ticket }),
  }
  const { error } = startRevocation.body.safeParse(order)
  if (!error) return { order, errors: {} }
  const errors = fieldErrors(error)
  return {
    order: null,
    errors: reason.trim() === '' ? { ...errors, reason: 'Say why, for the record.' } : errors,
  }
}
