import { type ReactNode, useEffect } from 'react'
import { Navigate, useLocation } from 'react-router'
import { authorizePath } from '../../shared/contract/hand-off.ts'
import { CopyDiagnostics } from '../components/copy-diagnostics.tsx'
import { Failure } from '../components/failure.tsx'
import { destination } from '../lib/destination.ts'
import { SignedOutPage } from '../pages/signed-out/signed-out-page.tsx'
import { useServer } from '../stores/server.ts'
import { type SessionState, useSession } from '../stores/session.ts'
import { Entry } from './entry.tsx'
import { Splash } from './splash.tsx'

function kindOf(state: SessionState): 'none' | 'enrolment' | 'full' {
  if (state.status !== 'signed-in') return 'none'
  return state.session.kind === 'full' ? 'full' : 'enrolment'
}

function Unreachable({ message, details }: { message: string; details?: string | undefined }) {
  const retry = () => {
    void useServer.getState().load()
    void useSession.getState().load()
  }
  return (
    <Entry>
      <title>WeftID</title>
      <div className="entry__card">
        <h1 className="unseen">WeftID cannot be reached</h1>
        <Failure message={message} details={details} onRetry={retry} />
        <CopyDiagnostics />
      </div>
    </Entry>
  )
}

/** Where people come to sign in anyway: why they are out is of no interest. */
const entering: readonly string[] = ['/sign-in', '/invite', authorizePath]

interface KnownGateProps {
  setupRequired: boolean
  state: SessionState
  children: ReactNode
}

function KnownGate({ setupRequired, state, children }: KnownGateProps) {
  const { pathname, search } = useLocation()
  const forgetReason = useSession((store) => store.forgetReason)
  const reason = state.status === 'signed-out' ? state.reason : null
  const isEntering = entering.includes(pathname)
  useEffect(() => {
    if (reason !== null && isEntering) forgetReason()
  }, [reason, isEntering, forgetReason])

  if (reason !== null && !isEntering) {
    return (
      <Entry>
        <SignedOutPage reason={reason} />
      </Entry>
    )
  }
  const elsewhere = destination({ path: pathname, search, setupRequired, session: kindOf(state) })
  return elsewhere === null ? children : <Navigate to={elsewhere} replace />
}

/** Shows the page somebody is at, or sends them where they belong; nothing before server and session are known. */
export function Gate({ children }: { children: ReactNode }) {
  const server = useServer((store) => store.server)
  const state = useSession((store) => store.state)
  if (server.status === 'failed') return <Unreachable message={server.message} details={server.details} />
  if (state.status === 'failed') return <Unreachable message={state.message} />
  if (server.status === 'loading' || state.status === 'loading') return <Splash />
  return (
    <KnownGate setupRequired={server.value.setupRequired} state={state}>
      {children}
    </KnownGate>
  )
}
