import { CircleCheck, CircleDot, Monitor } from 'lucide-react'
import type { SessionView } from '../../../shared/contract/session.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Time } from '../../components/time.tsx'
import { methodWords } from '../../lib/method-words.ts'

interface Props {
  session: SessionView
  /** The name of the passkey that opened it, where it still counts. */
  passkey: string | undefined
  isBusy: boolean
  onEnd: () => void
}

/** One session: on which computer, from where, since when. */
export function SessionLine({ session, passkey, isBusy, onEnd }: Props) {
  const { computer, client, address, method, createdAt, lastSeenAt, current, online } = session
  const name = computer ?? client
  const opener = passkey ?? methodWords(method)
  return (
    <li className="line">
      <Monitor size={20} strokeWidth={1.75} aria-hidden />
      <div className="line__text">
        <div className="own-passkey__heading">
          <strong>{name}</strong>
          {current && (
            <Badge tone="accent" icon={CircleCheck}>
              This session
            </Badge>
          )}
          {online && (
            <Badge tone="done" icon={CircleDot}>
              Online
            </Badge>
          )}
        </div>
        <div className="own-passkey__facts">
          {computer !== undefined && <span>{client}</span>}
          <span>{address}</span>
          <span>
            Started <Time at={createdAt} />
            {opener !== null && ` with ${opener}`}
          </span>
          <span>
            Last seen <Time at={lastSeenAt} />
          </span>
        </div>
      </div>
      <Button
        isBusy={isBusy}
        aria-label={current ? `End this session on ${name}` : `End the session on ${name}`}
        onPress={onEnd}
      >
        End
      </Button>
    </li>
  )
}
