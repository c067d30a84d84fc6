import type { Services } from '../services.ts'
import type { Live } from './hub.ts'
import { createLoneLive } from './lone-live.ts'
import { createSharedLive } from './shared-live.ts'

/** Of one process on SQLite, of any number of instances on PostgreSQL. */
export const createLive = (services: Pick<Services, 'db' | 'config' | 'now' | 'log'>): Live =>
  services.config.database.kind === 'sqlite'
    ? createLoneLive(services)
    : createSharedLive(services, services.config.database.url)
