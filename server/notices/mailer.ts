import { createTransport } from 'nodemailer'
import type { MailSettings } from '../mail-settings.ts'
import type { Rendered } from './render.ts'

interface Mail extends Rendered {
  to: string
  /** The same whenever this mail is sent: who gets it twice can tell. */
  messageId: string
  date: Date
}

/** Gives mail to the mail server. */
export interface Mailer {
  /** Resolves once the server has taken it; rejects where it has not, or after `patience`. */
  send: (mail: Mail) => Promise<void>
  /** Ends its connections, deliveries under way included. */
  close: () => void
}

/** How long a delivery may take, in milliseconds. */
export const patience = 60_000

// A password must not travel in the clear: nobody on the way can talk us out of TLS.
const mustEncrypt = ({ credentials, host }: MailSettings) =>
  credentials !== null && !/^(localhost|127\.|::1$)/.test(host)

/** Connects when there is something to send, and keeps a few connections for what follows. */
export function createMailer(settings: MailSettings): Mailer {
  const { host, port, secure, credentials, from } = settings
  const transport = createTransport({
    pool: true,
    maxConnections: 4,
    host,
    port,
    secure,
    requireTLS: mustEncrypt(settings),
    ...(credentials && { auth: credentials }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    dnsTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ to, messageId, date, subject, text, html }) => {
      await transport.sendMail({
        from,
        // As it is and for nobody else: neither address nor header is read out of a text.
        to: { name: '', address: to },
        envelope: { from: from.address, to: [to] },
        messageId,
        date,
        subject,
        text,
        html,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        signal: AbortSignal.timeout(patience),
      })
    },
    close: () => {
      transport.close({ force: true })
    },
  }
}
