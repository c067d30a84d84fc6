import { X } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { ConnectBridge, ConnectView } from '../../shared/local-pages.ts'
import { Button } from '../components/button.tsx'

interface RecentServersProps {
  connect: ConnectBridge
  recent: Extract<ConnectView, { view: 'choose' }>['recent']
}

/** Servers confirmed before: one press, and no question. */
export function RecentServers({ connect, recent }: RecentServersProps) {
  return (
    <section className="recent" aria-labelledby="recent">
      <h2 id="recent">Recent servers</h2>
      <ul className="recent__list">
        {recent.map(({ origin, host, readable, name }) => (
          <li key={origin} className="recent__one">
            <AriaButton className="recent__open" onPress={() => void connect.check(origin)}>
              <span className="recent__name">{name}</span>
              <span className="recent__host">{readable === null ? host : `${host} (${readable})`}</span>
            </AriaButton>
            <Button
              variant="quiet"
              icon={X}
              aria-label={`Remove ${host}`}
              onPress={() => void connect.forget(origin)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
