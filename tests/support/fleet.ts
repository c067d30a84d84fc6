import { setTimeout as after } from 'node:timers/promises'
import type { CallOf } from '../../shared/contract/endpoint.ts'
import * as fleet from '../../shared/contract/fleet.ts'
import type { Browser } from './browser.ts'

/** A security key of a model that an advisory is about. */
export const badKey = {
  aaguid: '11111111-1111-4111-8111-111111111111',
  backup: 'device',
  attachment: 'cross-platform',
} as const

/** A credential manager that nothing is wrong with. */
export const goodCloud = { aaguid: '22222222-2222-4222-8222-222222222222', backup: 'synced' } as const

/** An order against the bad model. */
export const advisory: CallOf<typeof fleet.startRevocation>['body'] = {
  aaguid: badKey.aaguid,
  reason: 'Advisory 2026-17',
  ticket: 'SEC-9',
  lockedOut: 'revoke',
}

/** Waits until a bulk revocation is no longer running, and answers it. */
export async function settled(browser: Browser, id: string): Promise<fleet.Revocation> {
  for (;;) {
    const { job } = await browser.call(fleet.getRevocation, { params: { id } })
    if (job.status !== 'running') return job
    await after(20)
  }
}

/** Everything a bulk revocation has done so far. */
export async function everyResult(browser: Browser, id: string): Promise<fleet.RevocationResult[]> {
  const all: fleet.RevocationResult[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = { limit: 200, ...(cursor === '' ? {} : { cursor }) }
    const page: { items: fleet.RevocationResult[]; next: string | null } = await browser.call(
      fleet.listRevocationResults,
      { params: { id }, query },
    )
    all.push(...page.items)
    cursor = page.next
  }
  return all
}
