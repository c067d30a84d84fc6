import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, Section } from '../../components/page.tsx'
import { Result } from '../../components/result.tsx'
import { subscribe } from '../../stores/live.ts'
import { useMethods } from '../../stores/methods.ts'
import { Advice } from './advice.tsx'
import { BackupCodes } from './backup-codes.tsx'
import { Fallback } from './fallback.tsx'
import { MySessions } from './my-sessions.tsx'
import { PasskeyList } from './passkey-list.tsx'
import { Returned } from './returned.tsx'
import './sign-in-methods.css'

const passkeysOnly = 'Your role signs in with passkeys only: with your fingerprint, face or PIN.'

/** Account > Sign-in methods: one's own passkeys, password, codes and sessions, and what to do about them. */
export function SignInMethodsPage() {
  const { methods, load } = useMethods()
  const [result, setResult] = useState<string | null>(null)
  useEffect(() => {
    void load()
    return subscribe('passkeys.changed', () => void load())
  }, [load])
  const onlyPasskeys = methods.status === 'ready' && !methods.value.password.allowed
  return (
    <Page title="Sign-in methods" lead="The ways into your account, and what to do when one of them is lost.">
      {result !== null && <Result onDismiss={() => setResult(null)}>{result}</Result>}
      {methods.status === 'ready' && <Advice methods={methods.value} />}
      <Section
        title="Passkeys"
        description={onlyPasskeys ? passkeysOnly : 'Sign in with your fingerprint, face or PIN.'}
        action={
          <LinkButton variant="primary" icon={Plus} to="/register">
            Register a new passkey
          </LinkButton>
        }
      >
        {methods.status === 'loading' && (
          <Card flush>
            <Loading what="passkeys" rows={2} />
          </Card>
        )}
        {methods.status === 'failed' && <Failure message={methods.message} onRetry={() => void load()} />}
        {methods.status === 'ready' && (
          <>
            <Returned methods={methods.value} />
            <PasskeyList methods={methods.value} onDone={setResult} />
          </>
        )}
      </Section>
      {methods.status === 'ready' && (
        <>
          <Fallback methods={methods.value} onDone={setResult} />
          <BackupCodes codes={methods.value.backupCodes} onMade={setResult} />
        </>
      )}
      <MySessions onEnded={setResult} />
    </Page>
  )
}
