import { z } from 'zod'

/** The mail server that notices are given to, and who they are from. */
export interface MailSettings {
  host: string
  port: number
  /** TLS from the first byte (smtps); otherwise STARTTLS where the server offers it. */
  secure: boolean
  credentials: { user: string; pass: string } | null
  from: { name: string; address: string }
}

const address = z.string().regex(z.regexes.email)

// What could end a header line, or the name in it.
const unsafe = /[\p{C}"<>\\]/u

/** `smtp://` or `smtps://`, with or without credentials: host and port, and nothing after them. */
export const smtpUrl = z
  .string()
  .refine((text) => partsOf(text) !== null, 'must be such as smtp://user:password@mail.company.com:587')

/** An address, or `Name <address>`. */
export const mailFrom = z
  .string()
  .refine((text) => senderOf(text) !== null, 'must be an address, or such as WeftID <id@company.com>')

/** Both of them or neither: null where there is no mail server, or where they are wrong. */
export function mailSettings(url: string | undefined, from: string | undefined): MailSettings | null {
  const server = url === undefined ? null : partsOf(url)
  const sender = from === undefined ? null : senderOf(from)
  return server && sender && { ...server, from: sender }
}

function partsOf(text: string): Omit<MailSettings, 'from'> | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !isMailServer(url)) return null
  const secure = url.protocol === 'smtps:'
  const user = decoded(url.username)
  const pass = decoded(url.password)
  if (user === null || pass === null) return null
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    credentials: user === '' ? null : { user, pass },
  }
}

const isMailServer = ({ protocol, hostname, pathname, search, hash }: URL) =>
  /^smtps?:$/.test(protocol) && hostname !== '' && ['', '/'].includes(pathname + search + hash)

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function senderOf(text: string): MailSettings['from'] | null {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(text.trim()) ?? []
  const sender = { name: name.trim().replace(/^"(.*)"$/, '$1'), address: (bracketed ?? text).trim() }
  return address.safeParse(sender.address).success && !unsafe.test(sender.name) ? sender : null
}
