import type { SettingsBridge } from '../../shared/local-pages.ts'
import type { UpdatesOff, UpdateStatus } from '../../shared/updates.ts'
import { Button } from '../components/button.tsx'

const off: Record<UpdatesOff, string> = {
  development: 'This is a development build; it does not look for updates.',
  'no-feed': 'This build does not look for updates.',
  'package-manager': 'Updates come with this computer’s other software.',
  managed: 'Your organisation takes care of updates.',
}

const at = (time: string) => new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })

function words(status: UpdateStatus): string {
  switch (status.state) {
    case 'off':
      return off[status.because]
    case 'current':
      return status.checkedAt === null
        ? 'Not looked for yet.'
        : `Up to date. Looked on ${at(status.checkedAt)}.`
    case 'checking':
      return 'Looking for updates…'
    case 'downloading':
      return `Downloading version ${status.version}: ${status.percent} %`
    case 'ready':
      return `Version ${status.version} is ready. WeftID restarts to install it.`
    case 'failed':
      return `Could not look for updates on ${at(status.checkedAt)}. Check your network.`
  }
}

interface UpdatesProps {
  settings: SettingsBridge
  status: UpdateStatus
  version: string
}

/** Which version this is, and whether there is a newer one. */
export function Updates({ settings, status, version }: UpdatesProps) {
  const isBusy = status.state === 'checking' || status.state === 'downloading'
  return (
    <section className="card settings__group" aria-labelledby="updates">
      <h2 id="updates">Updates</h2>
      <div className="settings__row">
        <div>
          <p>WeftID {version}</p>
          <p className="quiet" role="status">
            {words(status)}
          </p>
        </div>
        {status.state === 'ready' ? (
          <Button variant="primary" onPress={() => void settings.installUpdate()}>
            Restart and install
          </Button>
        ) : status.state === 'off' ? null : (
          <Button isBusy={isBusy} onPress={() => void settings.checkUpdates()}>
            Look for updates
          </Button>
        )}
      </div>
    </section>
  )
}
