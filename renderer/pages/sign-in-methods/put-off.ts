const month = 30 * 24 * 60 * 60 * 1000
const key = (account: string) => `weftid.second-passkey-put-off.${account}`

/** Whether the advice was dismissed for this account, on this computer, within the last month. */
export function isPutOff(account: string): boolean {
  const at = Number(localStorage.getItem(key(account)))
  return at > 0 && Date.now() - at < month
}

/** Remembers on this computer that the advice was dismissed. */
export function putOff(account: string): void {
  localStorage.setItem(key(account), String(Date.now()))
}
