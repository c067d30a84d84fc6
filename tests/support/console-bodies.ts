import { advisory } from './fleet.ts'

const why = { reason: 'Laptop stolen', ticket: 'HD-17' }

/** For each act of the console a body that would do it, by `method path`. */
export const bodiesOf = ({ id, passkeyId }: { id: string; passkeyId: string }): Record<string, object> => ({
  'post /users': { email: `new-${id}-${passkeyId}@example.org`, displayName: 'New' },
  'patch /users/:id': { displayName: 'Another Name' },
  'post /users/remind': { userIds: [id] },
  'post /users/:id/disable': why,
  'post /users/:id/enable': { reason: why.reason },
  'post /users/:id/forecast': { passkeyIds: [passkeyId] },
  'post /users/:id/passkeys/:pid/revoke': why,
  'post /users/:id/passkeys/:pid/suspend': why,
  'post /users/:id/passkeys/:pid/restore': why,
  'post /users/:id/temporary-pass': { minutes: 30, ...why },
  'post /users/:id/lost-device': { passkeyIds: [passkeyId], ...why },
  'post /users/:id/sessions/end': why,
  'post /fleet/revocations/preview': advisory,
  'post /fleet/revocations': advisory,
  'patch /fleet/models/:aaguid': { name: 'Ours' },
  'post /tokens': { name: 'Offboarding', permissions: ['users.read', 'passkeys.revoke'], days: 30 },
})
