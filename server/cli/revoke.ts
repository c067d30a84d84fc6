import { z } from 'zod'
import { email, id, reason, ticket } from '../../shared/contract/fields.ts'
import { revokeByOperator } from '../revocation/by-operator.ts'
import { say, UsageError, type Command } from './command.ts'
import { withServices } from './open.ts'
import { readOptions } from './options.ts'

const options = z.object({
  passkey: id.optional(),
  user: email.optional(),
  reason,
  ticket: ticket.optional(),
})

export const revoke: Command = {
  summary: 'Revokes a passkey, or all that a user has, and ends what they opened.',
  usage: '--passkey ID | --user EMAIL, --reason TEXT [--ticket TEXT]',
  run: async (args) => {
    const { passkey, user, ...why } = readOptions(args, options)
    const what = whatOf(passkey, user)
    const done = await withServices((services) => revokeByOperator(services, { ...what, ...why }))
    say(`passkeys revoked: ${done.passkeysRevoked}, sessions ended: ${done.sessionsEnded}`)
    return 0
  },
}

function whatOf(passkeyId: string | undefined, user: string | undefined) {
  if (passkeyId !== undefined && user === undefined) return { passkeyId }
  if (passkeyId === undefined && user !== undefined) return { email: user }
  throw new UsageError('Give either --passkey or --user.')
}
