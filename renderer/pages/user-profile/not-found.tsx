import { UserX } from 'lucide-react'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'

/** There is no such person, or no longer. */
export function NotFound() {
  return (
    <Card flush>
      <title>User not found · WeftID</title>
      <div className="empty">
        <UserX size={24} strokeWidth={1.5} aria-hidden />
        <h1>This user does not exist</h1>
        <p className="empty__text">The address may be mistyped, or the account was removed.</p>
        <div className="empty__action">
          <LinkButton to="/users">See all users</LinkButton>
        </div>
      </div>
    </Card>
  )
}
