import { useEffect } from 'react'
import { useSession } from '../../stores/session.ts'
import { useRegistration } from '../../stores/registration.ts'
import { ChoosePlace } from './choose-place.tsx'
import { Saved } from './saved.tsx'

/** Making a passkey: where, the prompt, then its name, the backup codes and a second one. */
export function RegisterPasskeyPage() {
  const { state, reset } = useRegistration()
  const signOut = useSession((store) => store.signOut)
  useEffect(() => reset, [reset])
  return (
    <div className="entry__card entry__card--wide">
      <title>Register a passkey · WeftID</title>
      {state.at === 'saved' ? (
        <Saved key={state.passkey.id} {...state} />
      ) : (
        <ChoosePlace state={state} onSignOut={() => void signOut()} />
      )}
    </div>
  )
}
