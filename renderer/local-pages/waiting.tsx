import { LoaderCircle } from 'lucide-react'
import type { ServerName } from '../../shared/local-pages.ts'
import { Button } from '../components/button.tsx'
import { Entry } from './entry.tsx'

interface WaitingProps {
  /** Null for this computer's own. */
  server: ServerName | null
  onCancel?: () => void
}

/** Somebody is awaited, and the page says whom. */
export function Waiting({ server, onCancel }: WaitingProps) {
  const title = server === null ? 'Starting WeftID on this computer' : `Connecting to ${server.host}`
  return (
    <Entry title={title}>
      <div className="waiting" role="status">
        <LoaderCircle size={20} aria-hidden />
        <span className="quiet">One moment…</span>
      </div>
      {onCancel && (
        <div className="entry__actions">
          <Button onPress={onCancel}>Cancel</Button>
        </div>
      )}
    </Entry>
  )
}
