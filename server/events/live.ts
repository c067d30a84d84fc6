import { randomUUID } from 'node:crypto'
import type { Publish, Services } from '../services.ts'
import { createHub, type Hub } from './hub.ts'
import { createSharedLive } from './shared-live.ts'

/** Live news, and who is there to hear it. */
export interface Live extends Pick<Services, 'publish' | 'whoIsOnline' | 'whoWasOnline'> {
  hub: Hub
  /** Tells the streams of this process only: of what every instance notices by itself. */
  publishHere: Publish
  /** Resolves once those who come back can catch up. */
  ready: Promise<void>
  /** Ends every stream, and what was published has left. */
  close: () => Promise<void>
}

/** Of one process on SQLite, of any number of instances on PostgreSQL. */
export const createLive = (services: Pick<Services, 'db' | 'config' | 'now' | 'log'>): Live =>
  services.config.database.kind === 'sqlite'
    ? createLoneLive(services)
    : createSharedLive(services, services.config.database.url)

function createLoneLive({ now }: Pick<Services, 'now'>): Live {
  const hub = createHub({ now, order: randomUUID().slice(0, 8) })
  let number = 0
  const publish: Publish = (audience, event) => hub.tell({ number: ++number, audience, event })
  const among = (isThere: (id: string) => boolean) => (ids: readonly string[]) =>
    Promise.resolve(new Set(ids.filter(isThere)))
  return {
    hub,
    publish,
    publishHere: publish,
    whoIsOnline: among(hub.isOnline),
    whoWasOnline: among(hub.wasOnline),
    ready: Promise.resolve(),
    close: () => {
      hub.endAll()
      return Promise.resolve()
    },
  }
}
