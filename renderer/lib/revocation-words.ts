import { Ban, CircleCheck, CirclePause, LoaderCircle, type LucideIcon } from 'lucide-react'
import type { Revocation, RevocationResult } from '../../shared/contract/fleet.ts'
import { amount, count } from './format.ts'

type Status = Revocation['status']

export const revocationStatusWords: Record<Status, string> = {
  running: 'Running',
  paused: 'Paused',
  done: 'Done',
  cancelled: 'Cancelled',
}

/** The picture beside `revocationStatusWords`. */
export const revocationStatusIcons: Record<Status, LucideIcon> = {
  running: LoaderCircle,
  paused: CirclePause,
  done: CircleCheck,
  cancelled: Ban,
}

/** Whether it can still go on. */
export const isOpen = ({ status }: Pick<Revocation, 'status'>): boolean =>
  status === 'running' || status === 'paused'

type Counts = Pick<Revocation, 'total' | 'revoked' | 'skipped'>

/** Passkeys it has come across. */
export const doneOf = ({ revoked, skipped }: Counts): number => revoked + skipped

/** Passkeys it has not come across yet; others may have revoked some of them meanwhile. */
export const leftOf = (job: Counts): number => Math.max(0, job.total - doneOf(job))

/** "780 revoked, 32 skipped, 412 sessions ended". */
export function outcomeOf({
  revoked,
  skipped,
  sessionsEnded,
}: Omit<Counts, 'total'> & { sessionsEnded: number }) {
  const parts = [`${amount(revoked)} revoked`]
  if (skipped > 0) parts.push(`${amount(skipped)} skipped`)
  parts.push(`${count(sessionsEnded, 'session')} ended`)
  return parts.join(', ')
}

/** What became of one passkey. */
export const outcomeWords: Record<RevocationResult['outcome'], string> = {
  revoked: 'Revoked',
  'skipped-locked-out': 'Skipped: no other way in',
  'skipped-own': 'Skipped: of who ran it',
}

/** Passkeys a second between the first and the last look; null while there is too little to tell. */
export function rateOf(samples: readonly { at: number; done: number }[]): number | null {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < 1000) return null
  return ((last.done - first.done) / (last.at - first.at)) * 1000
}
