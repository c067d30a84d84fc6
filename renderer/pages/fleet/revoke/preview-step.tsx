import { Button } from '../../../components/button.tsx'
import { Figure, Figures } from '../../../components/figures.tsx'
import { Notice } from '../../../components/notice.tsx'
import { amount, count } from '../../../lib/format.ts'
import type { Order, Preview } from '../../../stores/revocation-order.ts'
import { LockedOut } from './locked-out.tsx'

interface Props {
  order: Order
  expected: Preview
  onContinue: () => void
}

/** What the order would do at this moment. */
export function PreviewStep({ order, expected, onContinue }: Props) {
  const { passkeys, users, sessions, lockedOut, own } = expected
  return (
    <div className="revoke__form">
      <Figures>
        <Figure name="Passkeys">{amount(passkeys)}</Figure>
        <Figure name="People">{amount(users)}</Figure>
        <Figure name="Sessions" note="that end">
          {amount(sessions)}
        </Figure>
        <Figure name="Locked out" note={order.lockedOut === 'skip' ? 'are skipped' : 'are revoked too'}>
          {amount(lockedOut.count)}
        </Figure>
      </Figures>
      {lockedOut.count > 0 && <LockedOut choice={order.lockedOut} lockedOut={lockedOut} />}
      {own > 0 && (
        <Notice>
          Your own {own === 1 ? 'passkey' : count(own, 'passkey')} of this model {own === 1 ? 'is' : 'are'}{' '}
          left alone, so that somebody can go on administering this server. Replace{' '}
          {own === 1 ? 'it' : 'them'} yourself.
        </Notice>
      )}
      {passkeys === 0 ? (
        <Notice>Nothing is left to be revoked with these choices. Change them above.</Notice>
      ) : (
        <div>
          <Button variant="primary" onPress={onContinue}>
            Continue
          </Button>
        </div>
      )}
    </div>
  )
}
