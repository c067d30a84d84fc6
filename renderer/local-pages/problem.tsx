import { CloudOff, RefreshCw, ShieldAlert, TriangleAlert } from 'lucide-react'
import type { ConnectBridge, ConnectView, ProblemKind } from '../../shared/local-pages.ts'
import { Button } from '../components/button.tsx'
import { Entry } from './entry.tsx'
import { problemWords } from './words.ts'

interface ProblemProps {
  connect: ConnectBridge
  view: Extract<ConnectView, { view: 'problem' }>
}

const icons: Partial<Record<ProblemKind, typeof CloudOff>> = {
  offline: CloudOff,
  'not-secure': ShieldAlert,
  'too-old': RefreshCw,
}

// A sentence of ours, where the other problems have Chromium's or the backend's own words.
const isForReaders = (problem: ProblemKind) =>
  problem !== 'offline' && problem !== 'not-secure' && problem !== 'local'

/** There is no server to show: which, why, and the ways on. No certificate is ever overridden. */
export function Problem({ connect, view }: ProblemProps) {
  const { problem, server, detail, retries, mayChoose } = view
  const { title, text } = problemWords(problem, server?.host ?? 'This computer')
  const Icon = icons[problem] ?? TriangleAlert
  return (
    <Entry title={title}>
      <div className="problem" role="status">
        <Icon size={20} aria-hidden className="problem__icon" />
        <div className="problem__text">
          <p>{text}</p>
          {isForReaders(problem) && <p>{detail}</p>}
          {retries && <p className="quiet">WeftID tries again by itself and opens as soon as it works.</p>}
        </div>
      </div>
      {isForReaders(problem) ? null : (
        <details className="details" open={problem === 'local'}>
          <summary>Details</summary>
          <pre tabIndex={0} aria-label="Details">
            {detail}
          </pre>
        </details>
      )}
      <div className="entry__actions">
        {mayChoose && <Button onPress={() => void connect.choose()}>Choose another server</Button>}
        {problem === 'too-old' ? (
          <Button variant="primary" onPress={() => void connect.openSettings()}>
            Look for updates
          </Button>
        ) : (
          <Button variant="primary" onPress={() => void connect.retry()}>
            Try again
          </Button>
        )}
      </div>
    </Entry>
  )
}
