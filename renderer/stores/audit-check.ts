import type { ResponseOf } from '../../shared/contract/endpoint.ts'
import { verifyAudit } from '../../shared/contract/audit.ts'
import { call } from '../api/client.ts'

export type Verdict = ResponseOf<typeof verifyAudit>

/** Walks the whole record; against an earlier head it also tells whether the end was cut off. */
export const checkRecord = (head?: string): Promise<Verdict> =>
  call(verifyAudit, { query: head === undefined ? {} : { head } })
