import type { ReactNode } from 'react'
import { Card } from '../../components/card.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import type { Remote } from '../../stores/remote.ts'
import { useUserProfile } from '../../stores/user-profile.ts'

interface Props {
  remote: Remote<unknown>
  what: string
  children: ReactNode
}

/** A section's content once it is there; meanwhile its place, or why it is missing and another try. */
export function Waited({ remote, what, children }: Props) {
  const reload = useUserProfile((store) => store.reload)
  switch (remote.status) {
    case 'loading':
      return (
        <Card flush>
          <Loading what={what} rows={2} />
        </Card>
      )
    case 'failed':
      return <Failure message={remote.message} onRetry={() => void reload()} />
    case 'ready':
      return children
  }
}
