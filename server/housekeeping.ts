import { settleFailures } from './audit/failures.ts'
import { purgeChallenges } from './passkeys/challenges.ts'
import type { Services } from './services.ts'
import { removeOldSessions } from './sessions/sessions.ts'

const every = 60_000
const keepSessionsFor = 30 * 24 * 3_600_000

/** What nobody waits for: spent challenges, long ended sessions, sums of failures. Answers how to stop it. */
export function startHousekeeping(services: Services): () => Promise<void> {
  let running = Promise.resolve()
  const timer = setInterval(() => {
    running = running
      .then(() => tidy(services))
      .catch((error: unknown) => {
        services.log.error({ err: error }, 'housekeeping failed')
      })
  }, every)
  return () => {
    clearInterval(timer)
    return running
  }
}

/** One round of it. */
export async function tidy(services: Services): Promise<void> {
  await purgeChallenges(services)
  await settleFailures(services)
  await removeOldSessions(services.db, new Date(services.now().getTime() - keepSessionsFor))
}
