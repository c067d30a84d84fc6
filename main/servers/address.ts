import { domainToUnicode } from 'node:url'
import type { AddressFault, ServerName } from '../../shared/local-pages.ts'

/** A server's address, fit for passkeys: an origin, and its host as browsers compare it. */
export interface Address extends ServerName {
  origin: string
}

export type ParsedAddress = { address: Address } | { fault: AddressFault }

/**
 * Reads an address as typed, pasted or preset. Only https, or http on localhost, without credentials and with a host
 * name: Chromium does WebAuthn nowhere else. A path is dropped, because people paste what their browser shows.
 */
export function parseAddress(typed: string): ParsedAddress {
  const text = typed.trim()
  if (text === '') return { fault: 'empty' }
  const url = URL.parse(withScheme(text))
  if (url === null) return { fault: 'not-an-address' }
  const fault = faultOf(url)
  if (fault) return { fault }
  return { address: addressOf(url) }
}

/** Whether `text` is exactly an origin that `parseAddress` gives: the form that is stored and compared. */
export function isServerOrigin(text: string): boolean {
  const parsed = parseAddress(text)
  return 'address' in parsed && parsed.address.origin === text
}

function withScheme(text: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text
  return /^localhost(?=$|[:/?#])/i.test(text) ? `http://${text}` : `https://${text}`
}

function faultOf({ protocol, hostname, username, password }: URL): AddressFault | null {
  const isLocal = hostname === 'localhost'
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) return 'not-https'
  if (username !== '' || password !== '') return 'with-credentials'
  // The parser writes every spelling of an IPv4 address (127.1, 0x7f000001) with four decimal parts.
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return 'ip-address'
  // "our.host." is another origin than "our.host", and no certificate or passkey is for it.
  return /^[a-z\d_-]+(\.[a-z\d_-]+)*$/.test(hostname) ? null : 'not-an-address'
}

function addressOf({ origin, host, hostname }: URL): Address {
  const readable = domainToUnicode(hostname)
  return { origin, host, readable: readable === hostname || readable === '' ? null : readable }
}

/** How a server that was chosen is named to people. */
export function nameOf(origin: string): ServerName {
  const { host, readable } = addressOf(new URL(origin))
  return { host, readable }
}
