import { CircleDot, LogOut, Monitor } from 'lucide-react'
import type { SessionView } from '../../../shared/contract/session.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Section } from '../../components/page.tsx'
import { Time } from '../../components/time.tsx'
import { methodWords } from '../../lib/method-words.ts'
import { useUserProfile } from '../../stores/user-profile.ts'
import { Waited } from './waited.tsx'

interface Props {
  /** Left out where the asking person may not end them. */
  onEnd: (() => void) | undefined
}

/** Where this person is signed in at the moment. */
export function SessionsSection({ onEnd }: Props) {
  const { sessions, passkeys } = useUserProfile()
  const all = sessions.status === 'ready' ? sessions.value : []
  const online = all.filter((session) => session.online).length
  const names = new Map(passkeys.status === 'ready' ? passkeys.value.map(({ id, name }) => [id, name]) : [])
  const title = all.length > 0 ? ` (${all.length}, ${online} online)` : ''
  return (
    <Section
      title={`Sessions and desktops${title}`}
      action={
        onEnd && all.length > 0 ? (
          <Button icon={LogOut} onPress={onEnd}>
            End all sessions
          </Button>
        ) : undefined
      }
    >
      <Waited remote={sessions} what="sessions">
        <Card flush>
          {all.length === 0 ? (
            <p className="rows__row quiet">Not signed in anywhere.</p>
          ) : (
            <ul className="rows">
              {all.map((session) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  passkey={session.passkeyId === null ? undefined : names.get(session.passkeyId)}
                />
              ))}
            </ul>
          )}
        </Card>
      </Waited>
    </Section>
  )
}

function SessionRow({ session, passkey }: { session: SessionView; passkey: string | undefined }) {
  const { computer, client, address, method, createdAt, lastSeenAt, online } = session
  const opener = passkey ?? methodWords(method)
  return (
    <li className="rows__row">
      <Monitor size={20} strokeWidth={1.75} aria-hidden />
      <div>
        <span className="rows__name">{computer ?? client}</span>
        <small>
          {computer !== undefined && `${client}, `}
          {address}, signed in <Time at={createdAt} />
          {opener !== null && ` with ${opener}`}
        </small>
      </div>
      {online ? (
        <Badge tone="done" icon={CircleDot}>
          Online
        </Badge>
      ) : (
        <span className="quiet small">
          Last seen <Time at={lastSeenAt} />
        </span>
      )}
    </li>
  )
}
