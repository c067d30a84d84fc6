import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

interface FailureProps {
  message: ReactNode
  onRetry?: () => void
  /** Code and request id, for whoever is asked for help. */
  details?: string | undefined
}

/** Something could not be fetched: what happened, and another try. */
export function Failure({ message, onRetry, details }: FailureProps) {
  return (
    <Notice
      tone="danger"
      title={message}
      {...(onRetry && {
        action: (
          <Button icon={RotateCw} onPress={onRetry}>
            Try again
          </Button>
        ),
      })}
    >
      {details === undefined ? undefined : (
        <details className="details">
          <summary>Details</summary>
          <p>{details}</p>
        </details>
      )}
    </Notice>
  )
}
