import { app, type WebAuthnAccount, type WebFrameMain } from 'electron'
import type { OurPage } from '../our-page.ts'
import { authenticatorByRule, builtInFor, surroundings } from './built-in.ts'
import { createPicker, type Pick } from './picker.ts'

interface AccountsFound {
  relyingPartyId: string
  accounts: readonly WebAuthnAccount[]
}

interface AuthenticatorsFound {
  relyingPartyId: string
  authenticators: readonly string[]
}

const authenticatorNames: Record<string, { name: string; detail: string }> = {
  touchID: { name: 'Touch ID', detail: 'A passkey on this Mac only.' },
  platformPasskeys: { name: 'iCloud Keychain', detail: 'Or the password manager this Mac uses.' },
}

/** Which of several accounts on one authenticator to sign in to; null when the person backs out. */
export async function chooseAccount(
  pick: Pick,
  { relyingPartyId, accounts }: AccountsFound,
): Promise<string | null> {
  const [only] = accounts
  if (accounts.length === 1 && only !== undefined) return only.credentialId
  const options = accounts.map(({ name, displayName }) => ({
    name: displayName ?? name ?? 'Account without a name',
    detail: displayName === undefined ? null : (name ?? null),
  }))
  const place = await pick({ title: 'Which account?', host: relyingPartyId, options })
  return place === null ? null : (accounts[place]?.credentialId ?? null)
}

/** Which of a Mac's authenticators: the one that belongs to the server, otherwise the person's choice. */
export async function chooseAuthenticator(
  pick: Pick,
  { relyingPartyId, authenticators }: AuthenticatorsFound,
  ruled: string | null,
): Promise<string | null> {
  if (ruled !== null) return ruled
  const options = authenticators.map((name) => authenticatorNames[name] ?? { name, detail: null })
  const place = await pick({ title: 'Which passkey?', host: relyingPartyId, options })
  return place === null ? null : (authenticators[place] ?? null)
}

/**
 * Answers what authenticators ask, in every session that will ever exist. Without a listener Electron cancels sign-in
 * with a discoverable passkey; without an answer it waits for ever. Only our own page's requests are ours to answer.
 */
export function answerAuthenticators(page: OurPage): void {
  const pick = createPicker(page)
  const isOurs = (frame: WebFrameMain | null) => frame?.parent === null && frame.origin === page.origin
  app.on('session-created', (session) => {
    session.on('select-webauthn-account', (_event, details, answer) => {
      void answerOnce(answer, () => (isOurs(details.frame) ? chooseAccount(pick, details) : null))
    })
    session.on('select-webauthn-authenticator', (details, answer) => {
      const ruled = authenticatorByRule(builtInFor(surroundings(page)), details.authenticators)
      void answerOnce(answer, () =>
        isOurs(details.frame) ? chooseAuthenticator(pick, details, ruled) : null,
      )
    })
  })
}

async function answerOnce(
  answer: (chosen?: string | null) => void,
  choose: () => Promise<string | null> | null,
): Promise<void> {
  let chosen: string | null = null
  try {
    chosen = await choose()
  } catch {
    // No window could be shown; the page hears a cancelled request, which it knows how to follow up.
  } finally {
    answer(chosen)
  }
}
