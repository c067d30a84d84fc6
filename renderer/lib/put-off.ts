const month = 30 * 24 * 60 * 60 * 1000
const prefix = 'weftid.second-passkey-put-off.'

/** Whether the advice was dismissed for this account, on this computer, within the last month. */
export function isPutOff(account: string): boolean {
  const at = Number(localStorage.getItem(prefix + account))
  return at > 0 && Date.now() - at < month
}

/** Remembers on this computer that the advice was dismissed. */
export function putOff(account: string): void {
  localStorage.setItem(prefix + account, String(Date.now()))
}

/** Forgets for every account that the advice was dismissed. */
export function forgetPutOff(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
}
