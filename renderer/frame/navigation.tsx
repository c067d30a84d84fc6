import {
  History,
  House,
  KeyRound,
  KeySquare,
  Layers,
  type LucideIcon,
  Mail,
  ScrollText,
  Users,
} from 'lucide-react'
import { NavLink } from 'react-router'
import { useKeepsMail } from '../stores/server.ts'
import { useMay } from '../stores/session.ts'

function Item({ to, icon: Icon, children }: { to: string; icon: LucideIcon; children: string }) {
  return (
    <li>
      <NavLink className="rail__link" to={to} end={to === '/'}>
        <Icon size={16} aria-hidden />
        {children}
      </NavLink>
    </li>
  )
}

/** The pages, by what the person may see. */
export function Navigation() {
  const mayReadUsers = useMay('users.read')
  const mayReadFleet = useMay('fleet.read')
  const mayReadRecord = useMay('audit.read')
  const mayManageTokens = useMay('tokens.manage')
  const keepsMail = useKeepsMail()
  return (
    <nav className="rail__nav" aria-label="Pages">
      <h2 className="rail__group" id="rail-account">
        Account
      </h2>
      <ul aria-labelledby="rail-account">
        <Item to="/" icon={House}>
          Overview
        </Item>
        <Item to="/account/sign-in-methods" icon={KeyRound}>
          Sign-in methods
        </Item>
        <Item to="/account/activity" icon={History}>
          Activity
        </Item>
      </ul>
      {mayReadUsers ? (
        <>
          <h2 className="rail__group" id="rail-console">
            Console
          </h2>
          <ul aria-labelledby="rail-console">
            <Item to="/users" icon={Users}>
              Users
            </Item>
            {mayReadFleet ? (
              <Item to="/fleet" icon={Layers}>
                Fleet
              </Item>
            ) : null}
            {mayReadRecord ? (
              <Item to="/audit" icon={ScrollText}>
                Audit
              </Item>
            ) : null}
            {mayManageTokens ? (
              <Item to="/api-tokens" icon={KeySquare}>
                API tokens
              </Item>
            ) : null}
            {keepsMail && mayReadRecord ? (
              <Item to="/outbox" icon={Mail}>
                Outbox
              </Item>
            ) : null}
          </ul>
        </>
      ) : null}
    </nav>
  )
}
