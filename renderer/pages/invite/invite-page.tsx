import { MailOpen } from 'lucide-react'
import { type SyntheticEvent, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiError } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { acceptInvitationWith } from '../../stores/joining.ts'
import { useSupport } from '../../stores/server.ts'
import { useCurrentSession } from '../../stores/session.ts'
import { forgetToken, takeToken } from './fragment.ts'

/** Joining: spends the invitation of the link, or of a code that is typed, after a click. */
export function InvitePage() {
  const [linked, setLinked] = useState(takeToken)
  const [code, setCode] = useState('')
  const [refused, setRefused] = useState(false)
  const { isBusy, failure, attempt } = useAttempt()
  const session = useCurrentSession()
  const support = useSupport()
  const navigate = useNavigate()
  // Another link opened in this very tab changes only what stands behind the `#`.
  useEffect(() => {
    const takeAgain = () => {
      setLinked(takeToken())
      setRefused(false)
    }
    window.addEventListener('hashchange', takeAgain)
    return () => window.removeEventListener('hashchange', takeAgain)
  }, [])
  const isTyped = linked === '' || refused

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const token = isTyped ? code.trim() : linked
    if (token === '' || isBusy) return
    attempt(
      async () => {
        await acceptInvitationWith(token)
        forgetToken()
        await navigate('/register', { replace: true })
      },
      (error) => {
        const isRefusal =
          error instanceof ApiError && error.status >= 400 && error.status < 500 && error.code !== 'throttled'
        if (isRefusal) forgetToken()
        setRefused(isRefusal)
        return isRefusal
      },
    )
  }
  return (
    <div className="entry__card">
      <title>Invitation · WeftID</title>
      <div>
        <h1>You are invited</h1>
        <p className="entry__lead">
          {isTyped
            ? 'Enter the code of your invitation. Then you make a passkey, so there is no password to remember.'
            : 'Accept, then make a passkey on this computer or a security key. There is no password to remember.'}
        </p>
      </div>
      {session?.kind === 'full' ? (
        <Notice tone="attention">
          You are signed in as {session.user.displayName}. Accepting signs that account out here.
        </Notice>
      ) : null}
      {refused ? (
        <Notice tone="danger" title="This invitation does not work">
          It may have been used already, withdrawn, or be older than a day. Ask for a new one
          {support === '' ? '.' : `: ${support}`}
        </Notice>
      ) : null}
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <form className="entry__form" noValidate onSubmit={submit}>
        {isTyped ? (
          <TextField
            label="Invitation code"
            size="large"
            isCode
            isRequired
            autoFocus
            autoComplete="off"
            spellCheck="false"
            value={code}
            onChange={setCode}
          />
        ) : null}
        <Button
          type="submit"
          variant="primary"
          size="large"
          wide
          icon={MailOpen}
          isBusy={isBusy}
          isDisabled={isTyped && code.trim() === ''}
          autoFocus={!isTyped}
        >
          Accept invitation
        </Button>
      </form>
    </div>
  )
}
