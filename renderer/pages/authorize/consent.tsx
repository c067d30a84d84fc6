import { MonitorCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { HandOffRequest } from '../../../shared/contract/hand-off.ts'
import type { User } from '../../../shared/contract/user.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Button } from '../../components/button.tsx'
import { MatchCode } from '../../components/match-code.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { matchCodeFor } from '../../lib/match-code.ts'
import { allow, deny } from '../../stores/authorize.ts'
import { useSession } from '../../stores/session.ts'
import { Going } from './going.tsx'
import { useRested } from './use-rested.ts'

interface ConsentProps {
  request: HandOffRequest
  user: Pick<User, 'displayName' | 'email'>
}

/** Who would be signed in, the number to compare, and the two answers there are. */
export function Consent({ request, user }: ConsentProps) {
  const { wasOut, signOut } = useSession()
  const [answered, setAnswered] = useState<'allowed' | 'denied' | null>(null)
  const { isBusy, failure, attempt } = useAttempt()
  const matchCode = useMatchCode(request.state)
  const isRested = useRested()
  if (answered !== null) return <Going answer={answered} />

  const answer = (how: 'allowed' | 'denied') => {
    if (isBusy) return
    attempt(async () => {
      await (how === 'allowed' ? allow(request) : deny(request))
      setAnswered(how)
    })
  }
  return (
    <div className="entry__card">
      <title>Sign in the app · WeftID</title>
      <div>
        <h1>Sign in WeftID on this computer?</h1>
        <p className="entry__lead">The WeftID app on this computer asks to be signed in with your account.</p>
      </div>
      <div className="account">
        <Avatar name={user.displayName} />
        <div className="account__who">
          <div className="account__name">{user.displayName}</div>
          <div className="account__email">{user.email}</div>
        </div>
        <Button variant="quiet" onPress={() => void signOut()}>
          Not you?
        </Button>
      </div>
      <div className="authorize__match">
        {matchCode === null ? null : <MatchCode code={matchCode} />}
        <p className="quiet small">
          The app shows this number too. If it shows another one, or none, press Deny.
        </p>
      </div>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <div className="authorize__answers">
        <Button size="large" onPress={() => answer('denied')}>
          Deny
        </Button>
        <Button
          variant="primary"
          size="large"
          icon={MonitorCheck}
          isBusy={isBusy}
          isDisabled={!isRested || matchCode === null}
          onPress={() => answer('allowed')}
        >
          Allow
        </Button>
      </div>
      <p className="quiet small">
        Allow it only if you have just pressed “Use my browser” in the app yourself. Nobody at your help desk
        will ask you to.
        {wasOut ? ' This browser is signed out again afterwards.' : null}
      </p>
    </div>
  )
}

function useMatchCode(state: string): string | null {
  const [code, setCode] = useState<string | null>(null)
  useEffect(() => {
    let isWanted = true
    void matchCodeFor(state).then((found) => {
      if (isWanted) setCode(found)
    })
    return () => {
      isWanted = false
    }
  }, [state])
  return code
}
