import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { coalesced } from '../../lib/coalesce.ts'
import { useApiTokens } from '../../stores/api-tokens.ts'
import { subscribe } from '../../stores/live.ts'
import './api-tokens.css'
import { CreateTokenDialog } from './create-token-dialog.tsx'
import { Tokens } from './tokens.tsx'

/** Console > API tokens: the programs that act in administrators' names, and what each may do. */
export function ApiTokensPage() {
  const { load, reload } = useApiTokens()
  const [isCreating, setCreating] = useState(false)
  useEffect(() => void load(), [load])
  useEffect(() => {
    const refresh = coalesced(reload)
    // With a maker's account or role their tokens end.
    const stops = [subscribe('tokens.changed', refresh), subscribe('users.changed', refresh)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [reload])
  return (
    <Page
      title="API tokens"
      lead="By these, programs act in the name of the administrator who created them, with no more than the permissions chosen."
      action={
        <Button variant="primary" icon={Plus} onPress={() => setCreating(true)}>
          Create token
        </Button>
      }
    >
      <Tokens />
      {isCreating && <CreateTokenDialog onClose={() => setCreating(false)} />}
    </Page>
  )
}
