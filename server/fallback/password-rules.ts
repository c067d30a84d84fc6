import type { Account } from '../users/users.ts'

interface Owner extends Pick<Account, 'email' | 'displayName'> {
  /** What the server calls itself. */
  organisation: string
}

/**
 * What speaks against a password, in words for its field, or null: one of the most common fifty thousand, or the
 * account's own names (OWASP ASVS 5.0, 6.1.2, 6.2.4 and 6.2.11). How long it is, the contract says.
 */
export async function faultInPassword(password: string, owner: Owner): Promise<string | null> {
  const plain = fold(password)
  if (isName(plain, namesOf(owner))) return 'Use something that is not your name, e-mail or organisation.'
  if (new Set(plain).size < 3) return 'Use more different characters.'
  return (await commonPasswords()).has(plain)
    ? 'This is one of the passwords that are tried first. Choose another.'
    : null
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{M}]/gu, '')

/** One of the names, whatever digits and signs stand around it to make it long enough. */
function isName(plain: string, names: readonly string[]): boolean {
  const letters = lettersOf(plain)
  return names.some((name) => name === plain || (letters !== '' && lettersOf(name) === letters))
}

function namesOf({ email, displayName, organisation }: Owner): string[] {
  const [local = '', domain = ''] = email.split('@')
  return [email, local, domain, displayName, organisation, 'weftid'].map(fold)
}

let common: Promise<ReadonlySet<string>> | undefined

// Read when somebody first sets a password: most servers of passkeys never need it.
const commonPasswords = () =>
  (common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(fold)),
  ))
