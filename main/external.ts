import { shell } from 'electron'

/** Where the help about removing a passkey lives: the makers of the credential managers we know. */
const hosts: readonly string[] = [
  'support.microsoft.com',
  'support.apple.com',
  'support.google.com',
  'support.yubico.com',
  'support.1password.com',
  'support.dashlane.com',
  'bitwarden.com',
]

/** Whether the system's browser may be sent to `url`: https, a host we list, the usual port, no credentials. */
export function mayOpenOutside(url: string): boolean {
  const target = URL.parse(url)
  if (target?.protocol !== 'https:' || target.port !== '') return false
  return target.username === '' && target.password === '' && hosts.includes(target.hostname)
}

/** Opens a listed address in the system's browser; anything else is dropped. */
export function openExternal(url: string): void {
  if (!mayOpenOutside(url)) return
  // A system without a browser is no failure of the app's: the link just does nothing.
  shell.openExternal(new URL(url).href).catch(() => undefined)
}
