import { CircleAlert } from 'lucide-react'
import { useId } from 'react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { PasskeyIcon } from '../../components/passkey-badges.tsx'
import { Time } from '../../components/time.tsx'
import { backupWords, seenFromWords } from '../../lib/passkey-words.ts'
import type { LossForm } from './use-loss.ts'

interface Props {
  passkeys: Passkey[]
  loss: LossForm
  /** It was tried with none of them. */
  isMissing: boolean
}

/** Which passkeys the lost device held. */
export function LostPasskeys({ passkeys, loss, isMissing }: Props) {
  const label = useId()
  return (
    <div className="lost" role="group" aria-labelledby={label}>
      <h3 id={label}>Which passkeys were on it?</h3>
      <ul className="lost__passkeys">
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            <Checkbox
              isSelected={loss.passkeyIds.includes(passkey.id)}
              onChange={(isLost) => loss.choose(passkey.id, isLost)}
            >
              <span className="lost__passkey">
                <PasskeyIcon passkey={passkey} />
                <span>
                  {passkey.name}
                  <PasskeyFacts passkey={passkey} />
                </span>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {isMissing && (
        <p className="field__error" role="alert">
          <CircleAlert size={14} aria-hidden />
          Choose at least one passkey.
        </p>
      )}
    </div>
  )
}

function PasskeyFacts({ passkey: { backup, status, lastUsedAt, lastUsedFrom } }: { passkey: Passkey }) {
  return (
    <small>
      {backupWords[backup]}
      {status === 'suspended' && ', suspended'}
      {lastUsedAt === null ? (
        ', never used'
      ) : (
        <>
          , last used <Time at={lastUsedAt} />
          {lastUsedFrom && `, ${seenFromWords(lastUsedFrom)}`}
        </>
      )}
    </small>
  )
}
