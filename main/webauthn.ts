import { dialog, type Session, type WebAuthnAccount } from 'electron'

const nameOf = ({ name, displayName }: WebAuthnAccount) => name ?? displayName ?? 'Account without a name'

/** Which of several accounts on one authenticator to sign in to; null when the person backs out. */
export async function chooseAccount(accounts: readonly WebAuthnAccount[]): Promise<string | null> {
  const [only] = accounts
  if (accounts.length === 1 && only !== undefined) return only.credentialId
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Which account do you want to sign in to?',
    buttons: [...accounts.map(nameOf), 'Cancel'],
    cancelId: accounts.length,
    noLink: true,
  })
  return accounts[response]?.credentialId ?? null
}

/** Without a listener Electron cancels sign-in with a discoverable passkey; without an answer it waits for ever. */
export function answerAccountQuestions(session: Session): void {
  session.on('select-webauthn-account', (_event, details, answer) => {
    void answerOnce(details.accounts, answer)
  })
}

async function answerOnce(
  accounts: readonly WebAuthnAccount[],
  answer: (credentialId?: string | null) => void,
): Promise<void> {
  let chosen: string | null = null
  try {
    chosen = await chooseAccount(accounts)
  } catch {
    // No dialog could be shown; the page hears a cancelled request, which it knows how to follow up.
  } finally {
    answer(chosen)
  }
}
