import type { Services } from '../services.ts'
import { newId } from '../tokens.ts'
import { createHub, type Live } from './hub.ts'
import { followNews } from './news-follower.ts'
import { startNewsWriter } from './news-writer.ts'
import { startPresence } from './presence.ts'

/**
 * Live news of any number of instances on one PostgreSQL: what one publishes is a row, in the order of the commits, that
 * all of them read as soon as they are notified, the one that wrote it included.
 */
export function createSharedLive(services: Pick<Services, 'db' | 'now' | 'log'>, url: string): Live {
  const { db, now, log } = services
  const instance = newId()
  const presence = startPresence({ db, now, log, instance }, () => hub.sessions())
  const hub = createHub({ now, order: 'all', onChange: presence.note })
  const writer = startNewsWriter({ db, now, log })
  const follower = followNews({ url, log }, hub)
  return {
    hub,
    publish: writer.publish,
    publishHere: (audience, event) => hub.tellOnce({ audience, event }),
    whoIsOnline: async (ids) => unite(ids.filter(hub.isOnline), await presence.openElsewhere(ids)),
    whoWasOnline: async (ids) => unite(ids.filter(hub.wasOnline), await presence.latelyElsewhere(ids)),
    ready: follower.ready,
    close: async () => {
      hub.endAll()
      await writer.close()
      await Promise.all([follower.close(), presence.close()])
    },
  }
}

const unite = (some: readonly string[], others: readonly string[]): ReadonlySet<string> =>
  new Set([...some, ...others])
