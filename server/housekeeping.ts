import { removeOldTokens } from './api-tokens/tokens.ts'
import { settleFailures } from './audit/failures.ts'
import { resealTotps } from './fallback/reseal.ts'
import { forgetTotpSetups } from './fallback/totp.ts'
import { forgetHandOffs } from './hand-off/hand-offs.ts'
import { removeOldMail } from './notices/outbox.ts'
import { purgeChallenges } from './passkeys/challenges.ts'
import { expireSuspensions } from './revocation/suspend.ts'
import type { Services } from './services.ts'
import { forgetSetups } from './setup/setup.ts'
import { removeOldSessions } from './sessions/removal.ts'
import { forgetThrottles } from './throttles/counters.ts'

const minute = 60_000
const keepSessionsFor = 30 * 24 * 60 * minute
const keepMailFor = 30 * 24 * 60 * minute
const keepTokensFor = 90 * 24 * 60 * minute

/** What nobody waits for: spent challenges, long ended sessions, sums of failures. Answers how to stop it. */
export function startHousekeeping(services: Services): () => Promise<void> {
  let running = Promise.resolve()
  const regularly = (every: number, work: () => Promise<unknown>) =>
    setInterval(() => {
      running = running.then(work).then(
        () => undefined,
        (error: unknown) => {
          services.log.error({ err: error }, 'housekeeping failed')
        },
      )
    }, every)
  const timers = [regularly(minute, () => tidy(services)), regularly(60 * minute, () => clearOut(services))]
  return () => {
    for (const timer of timers) clearInterval(timer)
    return running
  }
}

/** One round of what is done every minute. */
export async function tidy(services: Services): Promise<void> {
  await purgeChallenges(services)
  await expireSuspensions(services)
  await settleFailures(services)
  await forgetThrottles(services.db)
  await forgetHandOffs(services)
}

async function clearOut(services: Services): Promise<void> {
  const { db, now } = services
  await removeOldSessions(db, new Date(now().getTime() - keepSessionsFor), now())
  await forgetSetups(db, now())
  await removeOldMail(db, new Date(now().getTime() - keepMailFor))
  await forgetTotpSetups(db, now())
  await resealTotps(services)
  await removeOldTokens(db, new Date(now().getTime() - keepTokensFor))
}
