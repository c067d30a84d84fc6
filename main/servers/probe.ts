import { app, type Session } from 'electron'
import { getServer } from '../../shared/contract/sign-in.ts'
import { failureOf, judge, type Answer, type Verdict } from './verdict.ts'

const patience = 10_000
/** Far more than a server has to say of itself. */
const most = 64 * 1024

/**
 * Asks `origin` who it is, as `session` would load its pages: with the system's proxy and certificates. Sends and keeps
 * no cookie and follows nowhere; never fails.
 */
export async function probe(session: Session, origin: string): Promise<Verdict> {
  try {
    return judge(await ask(session, `${origin}/api${getServer.path}`), origin, app.getVersion())
  } catch (cause) {
    return failureOf(cause)
  }
}

async function ask(session: Session, url: string): Promise<Answer> {
  const response = await session.fetch(url, {
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  })
  return { status: response.status, body: await textOf(response) }
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader()
  for (let read = await reader?.read(); read?.value && length < most; read = await reader?.read()) {
    chunks.push(read.value)
    length += read.value.length
  }
  await reader?.cancel()
  return Buffer.concat(chunks).toString('utf8')
}
