import { Smartphone } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { ResponseOf } from '../../../shared/contract/endpoint.ts'
import type { beginTotp } from '../../../shared/contract/fallback.ts'
import type { Methods } from '../../../shared/contract/methods.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { Time } from '../../components/time.tsx'
import { useAttempt } from '../../lib/attempt.ts'
import { useMethods } from '../../stores/methods.ts'
import { AuthenticatorAppDialog } from './authenticator-app-dialog.tsx'
import { MethodCard } from './method-card.tsx'
import { RemoveAppDialog } from './remove-app-dialog.tsx'

interface Props {
  methods: Methods
  onDone: (result: string) => void
}

/** Whether an authenticator app is set up and since when; sets one up, replaces and removes it. */
export function AuthenticatorApp({ methods, onDone }: Props) {
  const begin = useMethods((store) => store.beginTotp)
  const { isBusy, failure, attempt } = useAttempt()
  const [setup, setSetup] = useState<ResponseOf<typeof beginTotp> | null>(null)
  const [isRemoving, setRemoving] = useState(false)
  const { enabled } = methods.totp
  const start = () => attempt(async () => setSetup(await begin()))
  return (
    <>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <MethodCard
        icon={Smartphone}
        title="Authenticator app"
        facts={factsOf(methods)}
        acts={
          enabled ? (
            <>
              <Button aria-label="Replace authenticator app" isBusy={isBusy} onPress={start}>
                Replace
              </Button>
              <Button aria-label="Remove authenticator app" onPress={() => setRemoving(true)}>
                Remove
              </Button>
            </>
          ) : (
            <Button aria-label="Set up an authenticator app" isBusy={isBusy} onPress={start}>
              Set up
            </Button>
          )
        }
      />
      {setup && (
        <AuthenticatorAppDialog
          setup={setup}
          isReplacing={enabled}
          onClose={() => setSetup(null)}
          onDone={onDone}
        />
      )}
      {isRemoving && (
        <RemoveAppDialog methods={methods} onClose={() => setRemoving(false)} onRemoved={onDone} />
      )}
    </>
  )
}

function factsOf({ totp: { createdAt }, password }: Methods): ReactNode[] {
  if (createdAt === null) return ['Shows a six-digit code on your phone, to be entered after your password']
  const since = (
    <>
      Set up <Time at={createdAt} />
    </>
  )
  return password.set ? [since] : [since, 'Not asked for while you have no password']
}
