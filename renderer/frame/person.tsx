import { LogOut } from 'lucide-react'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { useCurrentSession, useSession } from '../stores/session.ts'
import { ThemeSwitch } from './theme-switch.tsx'

/** Who is signed in, the theme, and the way out. */
export function Person() {
  const session = useCurrentSession()
  const signOut = useSession((store) => store.signOut)
  if (session === null) return null
  const { displayName, email } = session.user
  return (
    <div className="rail__person">
      <div className="rail__who">
        <Avatar name={displayName} />
        <div className="rail__names">
          <div className="rail__display-name">{displayName}</div>
          <div className="rail__email" title={email}>
            {email}
          </div>
        </div>
      </div>
      <div className="rail__tools">
        <ThemeSwitch />
        <Button variant="quiet" icon={LogOut} onPress={() => void signOut()}>
          Sign out
        </Button>
      </div>
    </div>
  )
}
