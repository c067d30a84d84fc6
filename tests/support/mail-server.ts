import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

export interface Received {
  to: string[]
  messageId: string
  /** Headers and bodies, as they came, with soft line breaks taken out. */
  raw: string
}

/** What it does with messages: takes them, asks to come back later, takes them and dies before saying so, says nothing. */
type Mood = 'takes' | 'refuses' | 'takes and dies' | 'hangs'

/** A mail server that keeps what it is given. */
export interface MailServer {
  url: string
  /** What a server must be told to use it. */
  environment: Record<string, string>
  received: Received[]
  /** How many messages it was offered, whatever became of them. */
  offered: () => number
  be: (mood: Mood) => void
  close: () => Promise<void>
}

/** Starts one on a free port, without TLS and without sign-in unless `credentials` are wanted. */
export async function startMailServer(credentials?: { user: string; pass: string }): Promise<MailServer> {
  let mood: Mood = 'takes'
  let offers = 0
  const received: Received[] = []
  const server = new SMTPServer({
    hideSTARTTLS: true,
    ...(credentials ? { allowInsecureAuth: true } : { disabledCommands: ['AUTH'] }),
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === credentials?.user && password === credentials?.pass
      if (isRight) done(null, { user: username })
      else done(new Error('wrong'))
    },
    onData: (stream, session, done) => {
      offers++
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (mood === 'refuses') {
          done(Object.assign(new Error('<ann@example.org> come back later'), { responseCode: 451 }))
          return
        }
        if (mood === 'hangs') return
        const raw = Buffer.concat(chunks).toString().replaceAll('=\r\n', '')
        const messageId = /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? ''
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), messageId, raw })
        if (mood === 'takes') done()
        else for (const connection of server.connections) connection.close()
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const url = `smtp://127.0.0.1:${address.port}`
  return {
    url,
    environment: { WEFTID_SMTP_URL: url, WEFTID_MAIL_FROM: 'WeftID <id@example.org>' },
    received,
    offered: () => offers,
    be: (next) => (mood = next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
