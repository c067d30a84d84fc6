import { randomUUID } from 'node:crypto'
import type { Publish, Services } from '../services.ts'
import { createHub, type Live } from './hub.ts'

/** Live news of the only process there is. */
export function createLoneLive({ now }: Pick<Services, 'now'>): Live {
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
