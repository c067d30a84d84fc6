import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import type { Passkey } from '../../../shared/contract/passkey.ts'
import { Badge } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { BackupBadge, PasskeyIcon, SuspendedBadge } from '../../components/passkey-badges.tsx'
import { PasskeyTestResult } from '../../components/passkey-test-result.tsx'
import { Time } from '../../components/time.tsx'
import { momentOf } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { usePasskeyTest } from '../../lib/passkey-test.ts'
import { seenFromWords } from '../../lib/passkey-words.ts'
import { testPasskey } from '../../stores/passkey-test.ts'
import { PasskeyActs, type PasskeyIntents } from './passkey-acts.tsx'
import { RenameForm } from './rename-form.tsx'

interface Props extends PasskeyIntents {
  passkey: Passkey
}

/** One's own passkey: what it is, where it was used last, and what can be done with it. */
export function PasskeyCard({ passkey, ...intents }: Props) {
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
          <PasskeyActs
            {...intents}
            passkey={passkey}
            wasRenaming={rename === 'closed'}
            onTest={test.start}
            onRename={() => setRename('open')}
          />
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
      {status === 'suspended' && <SuspendedBadge />}
      {current && (
        <Badge tone="done" icon={CircleCheck}>
          You are using this one
        </Badge>
      )}
    </div>
  )
}

function Facts({ passkey }: { passkey: Passkey }) {
  const { name, model, status, suspendedUntil, createdAt, lastUsedAt, lastUsedFrom } = passkey
  const now = useNow()
  return (
    <div className="own-passkey__facts">
      {status === 'suspended' && (
        <span>
          {suspendedUntil === null
            ? 'Suspended until you restore it'
            : `Suspended until ${momentOf(suspendedUntil, now)}, then revoked`}
        </span>
      )}
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
