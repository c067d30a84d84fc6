import { Plus } from 'lucide-react'
import { Button, LinkButton } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { useJoining } from '../../stores/joining.ts'
import { useRegistration } from '../../stores/registration.ts'

/** Asks for a second passkey elsewhere: firmly where the first is bound to one device. */
export function SecondPasskey({ isFirm, home }: { isFirm: boolean; home: string }) {
  const reset = useRegistration((store) => store.reset)
  const isReturning = useJoining((store) => store.isReturning)
  return (
    <>
      <div>
        <h1>{isFirm ? 'Add a second passkey now' : 'A second passkey is a good idea'}</h1>
        <p className="entry__lead">
          {isFirm
            ? `${home} Register a second one so a loss does not lock you out.`
            : 'Your passkey is kept by one credential manager. A second one elsewhere lets you in when that one cannot.'}
        </p>
      </div>
      {isFirm ? (
        <Notice tone="attention">
          A security key in a drawer, or your phone, is enough. It takes a minute.
        </Notice>
      ) : null}
      <div className="entry__actions">
        <LinkButton
          variant={isFirm ? 'quiet' : 'secondary'}
          to={isReturning ? '/account/sign-in-methods' : '/'}
        >
          Later
        </LinkButton>
        <Button variant="primary" icon={Plus} autoFocus onPress={reset}>
          Add another
        </Button>
      </div>
    </>
  )
}
