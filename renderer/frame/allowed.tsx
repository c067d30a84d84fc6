import { Lock } from 'lucide-react'
import { Outlet } from 'react-router'
import { permissionsOf, type Permission } from '../../shared/contract/roles.ts'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'
import { useMay } from '../stores/session.ts'

/** The pages inside, for whoever may see them; everybody else is told that a link led to what is not theirs. */
export function Allowed({ permission }: { permission: Permission }) {
  return useMay(permission) ? <Outlet /> : <NotAllowedPage permission={permission} />
}

function NotAllowedPage({ permission }: { permission: Permission }) {
  const isForHelpDesk = permissionsOf.helpdesk.includes(permission)
  const who = isForHelpDesk ? 'the help desk and administrators' : 'administrators'
  return (
    <Page title="Not for your account">
      <Card>
        <Empty
          icon={Lock}
          title={`This page is for ${who}`}
          action={<LinkButton to="/">Go to the overview</LinkButton>}
        >
          Whoever gave you the link can tell you what stands there. If you should see it yourself, ask an
          administrator for the role.
        </Empty>
      </Card>
    </Page>
  )
}
