import { KeySquare } from 'lucide-react'
import { useState } from 'react'
import type { ApiToken } from '../../../shared/contract/tokens.ts'
import { Card } from '../../components/card.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loading } from '../../components/loading.tsx'
import { Notice } from '../../components/notice.tsx'
import { Section } from '../../components/page.tsx'
import { useApiTokens } from '../../stores/api-tokens.ts'
import { RevokeTokenDialog } from './revoke-token-dialog.tsx'
import { TokenLine } from './token-line.tsx'

/** Those that work and those that ended, in each state the asking can be in. */
export function Tokens() {
  const { tokens, load } = useApiTokens()
  const [revoking, setRevoking] = useState<ApiToken | null>(null)
  const [result, setResult] = useState<string | null>(null)
  const all = tokens.status === 'ready' ? tokens.value : []
  const active = all.filter(({ status }) => status === 'active')
  const ended = all.filter(({ status }) => status !== 'active')
  return (
    <>
      {result !== null && (
        <Notice tone="done" onDismiss={() => setResult(null)}>
          {result}
        </Notice>
      )}
      {tokens.status === 'failed' && (
        <Failure message={tokens.message} details={tokens.details} onRetry={() => void load()} />
      )}
      {tokens.status === 'loading' && (
        <Card flush>
          <Loading what="API tokens" rows={4} />
        </Card>
      )}
      {tokens.status === 'ready' && active.length === 0 && (
        <Card flush>
          <Empty icon={KeySquare} title="No program has access">
            Create a token for a script, such as one that revokes the passkeys of people who leave. The
            operations guide has one to begin with.
          </Empty>
        </Card>
      )}
      {active.length > 0 && <List name="API tokens" tokens={active} onRevoke={setRevoking} />}
      {ended.length > 0 && (
        <Section
          title={`Ended (${ended.length})`}
          description="Kept here for 90 days, on the record for good."
        >
          <List name="Ended API tokens" tokens={ended} onRevoke={setRevoking} />
        </Section>
      )}
      {revoking && (
        <RevokeTokenDialog token={revoking} onClose={() => setRevoking(null)} onDone={setResult} />
      )}
    </>
  )
}

interface ListProps {
  name: string
  tokens: ApiToken[]
  onRevoke: (token: ApiToken) => void
}

function List({ name, tokens, onRevoke }: ListProps) {
  return (
    <Card flush>
      <ul aria-label={name}>
        {tokens.map((token) => (
          <TokenLine key={token.id} token={token} onRevoke={() => onRevoke(token)} />
        ))}
      </ul>
    </Card>
  )
}
