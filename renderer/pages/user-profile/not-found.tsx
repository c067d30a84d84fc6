import { UserX } from 'lucide-react'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'

/** There is no such person, or no longer. */
export function NotFound() {
  return (
    <Card flush>
      <title>User not found · WeftID</title>
      <Empty
        icon={UserX}
        title="This user does not exist"
        action={<LinkButton to="/users">See all users</LinkButton>}
      >
        The address may be mistyped, or the account was removed.
      </Empty>
    </Card>
  )
}
