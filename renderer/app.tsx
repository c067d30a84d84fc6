import { lazy } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { BrowserRouter, Route, Routes } from 'react-router'
import { authorizePath } from '../shared/contract/hand-off.ts'
import { Allowed } from './frame/allowed.tsx'
import { ConfirmDialog } from './frame/confirm-dialog.tsx'
import { Cover } from './frame/cover.tsx'
import { Entry } from './frame/entry.tsx'
import { Frame } from './frame/frame.tsx'
import { Gate } from './frame/gate.tsx'
import { NotFoundPage } from './frame/not-found-page.tsx'
import { OverviewPage } from './pages/overview/overview-page.tsx'
import { SignInPage } from './pages/sign-in/sign-in-page.tsx'

const SetUpPage = lazy(async () => ({
  default: (await import('./pages/set-up/set-up-page.tsx')).SetUpPage,
}))
const InvitePage = lazy(async () => ({
  default: (await import('./pages/invite/invite-page.tsx')).InvitePage,
}))
const RegisterPasskeyPage = lazy(async () => ({
  default: (await import('./pages/register-passkey/register-passkey-page.tsx')).RegisterPasskeyPage,
}))
const AuthorizePage = lazy(async () => ({
  default: (await import('./pages/authorize/authorize-page.tsx')).AuthorizePage,
}))
const SignInMethodsPage = lazy(async () => ({
  default: (await import('./pages/sign-in-methods/sign-in-methods-page.tsx')).SignInMethodsPage,
}))
const ActivityPage = lazy(async () => ({
  default: (await import('./pages/activity/activity-page.tsx')).ActivityPage,
}))
const UsersPage = lazy(async () => ({
  default: (await import('./pages/users/users-page.tsx')).UsersPage,
}))
const UserProfilePage = lazy(async () => ({
  default: (await import('./pages/user-profile/user-profile-page.tsx')).UserProfilePage,
}))
const FleetPage = lazy(async () => ({
  default: (await import('./pages/fleet/fleet-page.tsx')).FleetPage,
}))
const ModelPage = lazy(async () => ({
  default: (await import('./pages/fleet/model/model-page.tsx')).ModelPage,
}))
const RevokeModelPage = lazy(async () => ({
  default: (await import('./pages/fleet/revoke/revoke-model-page.tsx')).RevokeModelPage,
}))
const RevocationPage = lazy(async () => ({
  default: (await import('./pages/fleet/revocation/revocation-page.tsx')).RevocationPage,
}))
const AuditPage = lazy(async () => ({
  default: (await import('./pages/audit/audit-page.tsx')).AuditPage,
}))
const ApiTokensPage = lazy(async () => ({
  default: (await import('./pages/api-tokens/api-tokens-page.tsx')).ApiTokensPage,
}))
const OutboxPage = lazy(async () => ({
  default: (await import('./pages/outbox/outbox-page.tsx')).OutboxPage,
}))

/** Every page and its address. `Gate` decides who may be where. */
export function App() {
  return (
    <I18nProvider locale="en-GB">
      <BrowserRouter>
        <Gate>
          <Routes>
            <Route element={<Entry />}>
              <Route path="/sign-in" element={<SignInPage />} />
              <Route path="/setup" element={<SetUpPage />} />
              <Route path="/invite" element={<InvitePage />} />
              <Route path="/register" element={<RegisterPasskeyPage />} />
              <Route path={authorizePath} element={<AuthorizePage />} />
            </Route>
            <Route element={<Frame />}>
              <Route index element={<OverviewPage />} />
              <Route path="/account/sign-in-methods" element={<SignInMethodsPage />} />
              <Route path="/account/activity" element={<ActivityPage />} />
              <Route element={<Allowed permission="users.read" />}>
                <Route path="/users" element={<UsersPage />} />
                <Route path="/users/:id" element={<UserProfilePage />} />
              </Route>
              <Route element={<Allowed permission="fleet.read" />}>
                <Route path="/fleet" element={<FleetPage />} />
                <Route path="/fleet/models/:aaguid" element={<ModelPage />} />
                <Route path="/fleet/models/:aaguid/revoke" element={<RevokeModelPage />} />
                <Route path="/fleet/revocations/:id" element={<RevocationPage />} />
              </Route>
              <Route element={<Allowed permission="tokens.manage" />}>
                <Route path="/api-tokens" element={<ApiTokensPage />} />
              </Route>
              <Route element={<Allowed permission="audit.read" />}>
                <Route path="/audit" element={<AuditPage />} />
                <Route path="/outbox" element={<OutboxPage />} />
              </Route>
              <Route path="*" element={<NotFoundPage />} />
            </Route>
          </Routes>
        </Gate>
        <ConfirmDialog />
        <Cover />
      </BrowserRouter>
    </I18nProvider>
  )
}
