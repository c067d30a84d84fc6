import { type SyntheticEvent, useState } from 'react'
import { setUp } from '../../../shared/contract/sign-in.ts'
import { ApiError } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { fieldErrors } from '../../lib/field-errors.ts'
import { useInvalidFocus } from '../../lib/invalid-focus.ts'
import { setUpServer } from '../../stores/joining.ts'
import { useServer } from '../../stores/server.ts'

/** First run: who will be the administrator. Their passkey comes next. */
export function SetUpPage() {
  const server = useServer((store) => store.server)
  const needsToken = server.status === 'ready' && server.value.setupTokenRequired
  const [email, setEmail] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [token, setToken] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const form = useInvalidFocus(errors)
  const { isBusy, failure, attempt } = useAttempt()

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const who = { email, displayName, ...(needsToken && { token: token.trim() }) }
    const { error } = setUp.body.safeParse(who)
    const found = error ? fieldErrors(error) : {}
    if (needsToken && token.trim() === '')
      found['token'] = 'Enter the token that the server printed at its start.'
    setErrors(found)
    if (Object.keys(found).length > 0 || isBusy) return
    attempt(
      () => setUpServer(who),
      (refusal) => {
        const fields = refusal instanceof ApiError ? refusal.fields : {}
        setErrors(fields)
        return Object.keys(fields).length > 0
      },
    )
  }
  return (
    <div className="entry__card">
      <title>Set up · WeftID</title>
      <div>
        <h1>Set up WeftID</h1>
        <p className="entry__lead">
          You become the first administrator. No password: you will sign in with a passkey, which you make in
          the next step.
        </p>
      </div>
      <form className="entry__form" noValidate ref={form} onSubmit={submit}>
        {failure !== null && <Notice tone="danger">{failure}</Notice>}
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          size="large"
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
          error={errors['email']}
        />
        <TextField
          label="Your name"
          autoComplete="name"
          size="large"
          isRequired
          value={displayName}
          onChange={setDisplayName}
          error={errors['displayName']}
        />
        {needsToken ? (
          <TextField
            label="Setup token"
            description="The server printed it when it started, as “setup token: …”."
            size="large"
            isCode
            isRequired
            autoComplete="off"
            value={token}
            onChange={setToken}
            error={errors['token']}
          />
        ) : null}
        <Button type="submit" variant="primary" size="large" wide isBusy={isBusy}>
          Continue
        </Button>
      </form>
    </div>
  )
}
