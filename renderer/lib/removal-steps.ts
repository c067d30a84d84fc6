import type { Passkey } from '../../shared/contract/passkey.ts'
import { kindOf } from './passkey-words.ts'

type Subject = Pick<Passkey, 'model' | 'backup' | 'transports'>

interface Manual {
  names: RegExp
  steps: (site: string) => string[]
}

const deleteAt = (site: string) => `Find ${site} and delete its passkey.`

const managers: Manual[] = [
  {
    names: /windows hello/i,
    steps: (site) => ['On that computer open Settings > Accounts > Passkeys.', deleteAt(site)],
  },
  {
    names: /icloud|apple passwords|ipasswords/i,
    steps: (site) => ['On an iPhone, iPad or Mac open the Passwords app.', deleteAt(site)],
  },
  {
    names: /google password manager/i,
    steps: (site) => [
      'Open passwords.google.com, or Chrome > Settings > Google Password Manager.',
      deleteAt(site),
    ],
  },
  {
    names: /microsoft password manager/i,
    steps: (site) => [
      'In Edge open Settings > Passwords and autofill > Microsoft Password Manager.',
      deleteAt(site),
    ],
  },
  {
    names: /on mac$|chromium browser/i,
    steps: (site) => [
      'On that Mac open the browser’s Settings > Passwords > Manage passkeys.',
      deleteAt(site),
    ],
  },
  {
    names: /samsung/i,
    steps: (site) => ['On the phone open Samsung Wallet > Passwords.', deleteAt(site)],
  },
  {
    names: /yubi/i,
    steps: (site) => ['Plug the key in and open Yubico Authenticator > Passkeys.', deleteAt(site)],
  },
  {
    names:
      /1password|bitwarden|dashlane|keeper|keepass|lastpass|nordpass|proton pass|enpass|zoho|kaspersky|devolutions/i,
    steps: (site) => [`Open it and search for ${site}.`, 'Edit the entry and remove the passkey from it.'],
  },
]

const byKind: Record<ReturnType<typeof kindOf>, (site: string) => string[]> = {
  computer: (site) => ['On that computer open the settings where its passkeys are kept.', deleteAt(site)],
  'security-key': (site) => [
    'Plug the key in. In Chrome or Edge open Settings > Privacy and security > Security > Manage security keys > Sign-in data.',
    deleteAt(site),
  ],
  manager: (site) => ['Open the credential manager it is saved in.', deleteAt(site)],
}

/** How to remove the copy that stays on the device: revoking reaches only our side. */
export function removalSteps(passkey: Subject, site: string): string[] {
  const manual = managers.find(({ names }) => names.test(passkey.model.name))
  return (manual?.steps ?? byKind[kindOf(passkey)])(site)
}
