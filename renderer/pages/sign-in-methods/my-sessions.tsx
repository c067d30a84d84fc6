import { LogOut } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { SessionView } from '../../../shared/contract/session.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { Notice } from '../../components/notice.tsx'
import { Section } from '../../components/page.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { count } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useMethods } from '../../stores/methods.ts'
import { useMySessions } from '../../stores/my-sessions.ts'
import { useCurrentSession } from '../../stores/session.ts'
import { SessionLine } from './session-line.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'

function useIsFresh(): boolean {
  const session = useCurrentSession()
  const now = useNow()
  return Date.parse(session?.freshUntil ?? '') > now
}

/** One's own sessions, and the end of each. Behind a button where seeing them needs a fresh proof. */
export function MySessions({ onEnded }: { onEnded: (result: string) => void }) {
  const { sessions, show, refresh, hide, endOthers } = useMySessions()
  const { isBusy, failure, attempt } = useAttempt()
  const isFresh = useIsFresh()
  useEffect(() => hide, [hide])
  useEffect(() => {
    if (isFresh) void refresh()
  }, [isFresh, refresh])
  const all = sessions.status === 'ready' ? sessions.value : []
  const others = all.filter(({ current }) => !current)

  const endAll = () => attempt(async () => onEnded(`${count(await endOthers(), 'session')} ended.`))
  return (
    <Section
      title="Where you are signed in"
      description="Something you do not recognise? End it, and revoke the passkey that opened it."
      action={
        others.length > 0 ? (
          <Button icon={LogOut} isBusy={isBusy} onPress={endAll}>
            End all others
          </Button>
        ) : undefined
      }
    >
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <Shown sessions={sessions} isBusy={isBusy} onShow={() => attempt(show)} onEnded={onEnded} />
    </Section>
  )
}

interface ShownProps {
  sessions: ReturnType<typeof useMySessions.getState>['sessions']
  isBusy: boolean
  onShow: () => void
  onEnded: (result: string) => void
}

function Shown({ sessions, isBusy, onShow, onEnded }: ShownProps) {
  switch (sessions.status) {
    case 'hidden':
      return (
        <Card className="codes-left">
          <Button isBusy={isBusy} onPress={onShow}>
            Show my sessions
          </Button>
          <span className="quiet">You may be asked to confirm that it is you.</span>
        </Card>
      )
    case 'loading':
      return (
        <Card flush>
          <Loading what="sessions" rows={2} />
        </Card>
      )
    case 'failed':
      return <Failure message={sessions.message} onRetry={onShow} />
    case 'ready':
      return <SessionList sessions={sessions.value} onEnded={onEnded} />
  }
}

function SessionList({ sessions, onEnded }: { sessions: SessionView[]; onEnded: (result: string) => void }) {
  const end = useMySessions((store) => store.end)
  const methods = useMethods((store) => store.methods)
  const passkeys = methods.status === 'ready' ? methods.value.passkeys : []
  const { isBusy, failure, attempt } = useAttempt()
  const [ending, setEnding] = useState('')
  const [isLeaving, setLeaving] = useState(false)
  const endOne = ({ id, current, computer, client }: SessionView) => {
    if (current) {
      setLeaving(true)
      return
    }
    setEnding(id)
    attempt(async () => {
      await end(id)
      onEnded(`The session on ${computer ?? client} is ended.`)
    })
  }
  return (
    <>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <Card flush>
        <ul>
          {sessions.map((session) => (
            <SessionLine
              key={session.id}
              session={session}
              passkey={passkeys.find(({ id }) => id === session.passkeyId)?.name}
              isBusy={isBusy && ending === session.id}
              onEnd={() => endOne(session)}
            />
          ))}
        </ul>
      </Card>
      {isLeaving && <SignOutDialog onClose={() => setLeaving(false)} />}
    </>
  )
}
