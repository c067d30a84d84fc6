import type { AuditEntry } from '../../../shared/contract/audit.ts'

const aboutModels: readonly AuditEntry['action'][] = [
  'model.renamed',
  'fleet-revocation.started',
  'fleet-revocation.paused',
  'fleet-revocation.resumed',
  'fleet-revocation.cancelled',
  'fleet-revocation.finished',
]

/** Where the person or the model is that an entry is about. */
export const pageOf = ({ action }: AuditEntry, id: string): string =>
  aboutModels.includes(action) ? `/fleet/models/${id}` : `/users/${id}`
