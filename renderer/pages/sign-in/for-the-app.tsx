import { useLocation } from 'react-router'
import { authorizePath } from '../../../shared/contract/hand-off.ts'
import { safeNext } from '../../lib/destination.ts'

/** Says, where the app has opened this browser, what signing in here is for. */
export function ForTheApp() {
  const { search } = useLocation()
  if (!safeNext(search).startsWith(`${authorizePath}?`)) return null
  return (
    <p className="entry__lead">Then you are asked whether the WeftID app on this computer may sign in.</p>
  )
}
