import type { AuditEntry } from '../../../shared/contract/audit.ts'

const aboutModels: readonly AuditEntry['action'][] = [
  'model.renamed',
  'fleet-revocation.started',
  'fleet-revocation.paused',
  'fleet-revocation.resumed',
  'fleet-revocation.cancelled',
  'fleet-revocation.finished',
  'fleet-revocation.exported',
]

/** Whether it is about an authenticator model, and not about a person. */
export const isAboutModel = ({ action }: AuditEntry): boolean => aboutModels.includes(action)

/** Where the person or the model is that an entry is about. */
export const pageOf = (entry: AuditEntry, id: string): string =>
  isAboutModel(entry) ? `/fleet/models/${id}` : `/users/${id}`
