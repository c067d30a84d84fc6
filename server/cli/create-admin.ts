import { z } from 'zod'
import { displayName, email } from '../../shared/contract/fields.ts'
import { inviteAdministrator } from '../invitations/invitations.ts'
import { say, type Command } from './command.ts'
import { withServices } from './open.ts'
import { readOptions } from './options.ts'

export const createAdmin: Command = {
  summary: 'Prints an invitation for an administrator: a new one, or one who has lost everything.',
  usage: '--email EMAIL --name NAME',
  run: async (args) => {
    const options = readOptions(args, z.object({ email, name: displayName }))
    const invitation = await withServices((services) =>
      inviteAdministrator(services, { email: options.email, displayName: options.name }),
    )
    say(invitation.url)
    say(`Open it to register a passkey. It works once, until ${invitation.expiresAt}.`)
    return 0
  },
}
