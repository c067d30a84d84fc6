import { Users } from 'lucide-react'
import { useEffect } from 'react'
import { LinkButton } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { useNow } from '../../lib/now.ts'
import { useActivity } from '../../stores/activity.ts'
import { subscribe } from '../../stores/live.ts'
import { useMethods } from '../../stores/methods.ts'
import { useCurrentSession, useMay } from '../../stores/session.ts'
import { OverviewAdvice } from './overview-advice.tsx'
import { RecentActivity } from './recent-activity.tsx'
import { YourPasskeys } from './your-passkeys.tsx'

function greeting(now: number): string {
  const hour = new Date(now).getHours()
  if (hour < 5 || hour >= 18) return 'Good evening'
  return hour < 12 ? 'Good morning' : 'Good afternoon'
}

/** The first page after signing in: how one is signed in, what to look after, and what happened lately. */
export function OverviewPage() {
  const session = useCurrentSession()
  const now = useNow()
  const mayReadUsers = useMay('users.read')
  const loadMethods = useMethods((store) => store.load)
  const loadActivity = useActivity((store) => store.load)
  useEffect(() => {
    const load = () => {
      void loadMethods()
      void loadActivity()
    }
    load()
    return subscribe('passkeys.changed', load)
  }, [loadMethods, loadActivity])
  if (session === null) return null
  const given = session.user.displayName.split(' ')[0] ?? ''
  return (
    <Page
      title={`${greeting(now)}, ${given}`}
      lead={session.user.email}
      action={
        mayReadUsers ? (
          <LinkButton icon={Users} to="/users">
            Users
          </LinkButton>
        ) : undefined
      }
    >
      <OverviewAdvice />
      <YourPasskeys />
      <RecentActivity />
    </Page>
  )
}
