import type { Model } from '../../../../shared/contract/fleet.ts'
import { amount, count } from '../../../lib/format.ts'
import type { Order, Preview } from '../../../stores/revocation-order.ts'

export const lockedOutOptions = [
  {
    id: 'skip',
    label: 'Skip them',
    description:
      'Their passkeys go on working. They are listed afterwards, so that somebody can help each of them.',
  },
  {
    id: 'revoke',
    label: 'Revoke theirs too',
    description: 'They cannot sign in until somebody issues each of them a temporary pass.',
  },
] as const

/** What the order is about unless it is narrowed. */
export function allWords({ active, suspended, users }: Model): string {
  const passkeys = count(active, 'passkey')
  const also = suspended > 0 ? ` and ${amount(suspended)} suspended` : ''
  return `This model has ${passkeys}${also}, of ${count(users, 'person', 'people')}.`
}

/** What it would do, in a line. */
export function previewWords({ passkeys, users, sessions, lockedOut }: Preview): string {
  const people = count(users, 'person', 'people')
  const stuck = lockedOut.count === 0 ? '' : ` ${amount(lockedOut.count)} would be locked out.`
  return `${count(passkeys, 'passkey')} of ${people}, ${count(sessions, 'session')}.${stuck}`
}

/** The act and its size. Of people who are skipped at least one passkey each is spared. */
export function actWords({ lockedOut: choice }: Order, { passkeys, lockedOut }: Preview): string {
  const spares = choice === 'skip' && lockedOut.count > 0
  const most = spares ? passkeys - lockedOut.count : passkeys
  return `Revoke ${spares ? 'up to ' : ''}${count(most, 'passkey')}`
}
