const seconds: Record<string, string> = {
  totp: 'an authenticator app',
  'security-key': 'a security key',
  'backup-code': 'a backup code',
}

/** "password+totp" as "a password and an authenticator app"; null where a method has no second step. */
export function methodWords(method: string): string | null {
  const [first, second = ''] = method.split('+')
  const words = seconds[second]
  if (words === undefined) return null
  return `${first === 'password' ? 'a password' : 'a passkey'} and ${words}`
}
