import type { ConnectBridge, ConnectView } from '../../shared/local-pages.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Entry } from './entry.tsx'
import { ServerName } from './server-name.tsx'

interface ConfirmServerProps {
  connect: ConnectBridge
  view: Extract<ConnectView, { view: 'confirm' }>
}

/** The one time a host is confirmed: from then on the app trusts it with passkeys. */
export function ConfirmServer({ connect, view: { server, name, version } }: ConfirmServerProps) {
  return (
    <Entry
      title="Is this your organisation’s server?"
      lead="You will sign in there. Connect only if this is the address you were given."
    >
      <div className="card">
        <ServerName {...server} />
        <p className="quiet">
          It calls itself “{name}” and runs WeftID {version}.
        </p>
      </div>
      {server.readable === null ? null : (
        <Notice tone="attention" title="This address has unusual letters">
          Some look like others. Compare it with what you were given before you connect.
        </Notice>
      )}
      <div className="entry__actions">
        <Button onPress={() => void connect.choose()}>Back</Button>
        <Button variant="primary" onPress={() => void connect.confirm()}>
          Connect
        </Button>
      </div>
    </Entry>
  )
}
