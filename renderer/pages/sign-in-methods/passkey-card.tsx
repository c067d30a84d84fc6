import { CircleCheck, CirclePause } from 'lucide-react'
import { useState } from 'react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { BackupBadge, PasskeyIcon } from '../../components/passkey-badges.tsx'
import { PasskeyTestResult } from '../../components/passkey-test-result.tsx'
import { Time } from '../../components/time.tsx'
import { usePasskeyTest } from '../../lib/passkey-test.ts'
import { seenFromWords } from '../../lib/passkey-words.ts'
import { testPasskey } from '../../stores/passkey-test.ts'
import { RenameForm } from './rename-form.tsx'

interface Props {
  passkey: Passkey
  onRevoke: () => void
}

/** One's own passkey: what it is, where it was used last, and what can be done with it. */
export function PasskeyCard({ passkey, onRevoke }: Props) {
  // After renaming the button comes back with the focus it had.
  const [rename, setRename] = useState<'not-yet' | 'open' | 'closed'>('not-yet')
  const test = usePasskeyTest((signal) => testPasskey(passkey, signal))
  return (
    <Card>
      <article className="own-passkey" aria-label={passkey.name}>
        <span className="own-passkey__icon">
          <PasskeyIcon passkey={passkey} />
        </span>
        <div className="own-passkey__text">
          {rename === 'open' ? (
            <RenameForm passkey={passkey} onDone={() => setRename('closed')} />
          ) : (
            <Heading passkey={passkey} />
          )}
          <Facts passkey={passkey} />
        </div>
        {rename !== 'open' && (
          <div className="own-passkey__acts">
            {passkey.status === 'active' && (
              <Button aria-label={`Test ${passkey.name}`} onPress={test.start}>
                Test
              </Button>
            )}
            <Button
              autoFocus={rename === 'closed'}
              aria-label={`Rename ${passkey.name}`}
              onPress={() => setRename('open')}
            >
              Rename
            </Button>
            <Button aria-label={`Revoke ${passkey.name}`} onPress={onRevoke}>
              Revoke
            </Button>
          </div>
        )}
        <div className="own-passkey__test">
          <PasskeyTestResult passkey={passkey} test={test} />
        </div>
      </article>
    </Card>
  )
}

function Heading({ passkey: { name, backup, current, status } }: { passkey: Passkey }) {
  return (
    <div className="own-passkey__heading">
      <h3>{name}</h3>
      <BackupBadge backup={backup} />
      {status === 'suspended' && (
        <Badge tone="attention" icon={CirclePause}>
          Suspended
        </Badge>
      )}
      {current && (
        <Badge tone="done" icon={CircleCheck}>
          You are using this one
        </Badge>
      )}
    </div>
  )
}

function Facts({ passkey }: { passkey: Passkey }) {
  const { name, model, createdAt, lastUsedAt, lastUsedFrom } = passkey
  return (
    <div className="own-passkey__facts">
      {!name.startsWith(model.name) && <span>{model.name}</span>}
      <span>
        Created <Time at={createdAt} />
      </span>
      <span>
        {lastUsedAt === null ? (
          'Not used yet'
        ) : (
          <>
            Last used <Time at={lastUsedAt} />
            {lastUsedFrom && `, ${seenFromWords(lastUsedFrom)}, ${lastUsedFrom.address}`}
          </>
        )}
      </span>
    </div>
  )
}
