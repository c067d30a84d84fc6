import { CircleCheck, SkipForward } from 'lucide-react'
import { Link } from 'react-router'
import type { RevocationResult } from '../../../../shared/contract/fleet.ts'
import { Badge } from '../../../components/badge.tsx'
import { Time } from '../../../components/time.tsx'
import { outcomeWords } from '../../../lib/revocation-words.ts'

/** One row a passkey. */
export function ResultsTable({ results }: { results: RevocationResult[] }) {
  return (
    <div className="results">
      <table className="table table--still" aria-label="Results">
        <thead>
          <tr>
            <th>Person</th>
            <th>Passkey</th>
            <th className="results__outcome">Result</th>
            <th className="results__when">When</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <ResultRow key={result.passkeyId} result={result} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ResultRow({
  result: { user, passkeyName, outcome, sessionsEnded, at },
}: {
  result: RevocationResult
}) {
  const isRevoked = outcome === 'revoked'
  return (
    <tr>
      <td>
        <div className="person__text">
          <Link className="results__name" to={`/users/${user.id}`}>
            {user.displayName}
          </Link>
          <span className="person__email">{user.email}</span>
        </div>
      </td>
      <td>{passkeyName}</td>
      <td className="results__outcome">
        <Badge tone={isRevoked ? 'neutral' : 'attention'} icon={isRevoked ? CircleCheck : SkipForward}>
          {outcomeWords[outcome]}
        </Badge>
        {sessionsEnded > 0 && (
          <span className="results__sessions">
            {sessionsEnded === 1 ? '1 session ended' : `${sessionsEnded} sessions ended`}
          </span>
        )}
      </td>
      <td className="results__when">
        <Time at={at} />
      </td>
    </tr>
  )
}
