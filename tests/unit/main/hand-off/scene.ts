import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { Session, WebContents, WebFrameMain } from 'electron'
import { z } from 'zod'
import { setUpHandOff } from '../../../../main/hand-off/hand-off.ts'
import { handOffRequest } from '../../../../shared/contract/hand-off.ts'
import { invokeFrom } from '../../../support/electron-double/ipc.ts'
import { recorded, standIn } from '../../../support/electron-double/recorded.ts'
import { shell } from '../../../support/electron-double/system.ts'

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

interface Asked {
  method?: string
  path?: string
  headers?: Record<string, string>
}

/** Sends what anybody on this computer could send to the address. */
export function knock(
  url: URL,
  { method = 'GET', path = `${url.pathname}${url.search}`, headers = {} }: Asked = {},
) {
  return new Promise<Answered>((resolve, reject) => {
    const options = {
      host: url.hostname.replace(/[[\]]/g, ''),
      port: url.port,
      method,
      path,
      headers,
      agent: false,
    }
    const request = httpRequest(options, (response: IncomingMessage) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    request.on('error', reject)
    request.end()
  })
}

type Fetch = Session['fetch']

const ours = { contentsId: 7, origin: 'https://id.example.org' }
const answers = { fetch: (() => Promise.resolve(new Response('{}'))) as Fetch }

/** What the shell did, as far as a sign-in through the browser is seen from outside. */
export const app = {
  origin: ours.origin as string | null,
  isOpen: true,
  leaving: [] as (() => void)[],
  shown: recorded(() => undefined),
  send: recorded<[channel: string, ...args: unknown[]], undefined>(() => undefined),
  reload: recorded(() => undefined),
  fetch: recorded<Parameters<Fetch>, ReturnType<Fetch>>((...args) => answers.fetch(...args)),
}

const contents = standIn<WebContents>({
  id: ours.contentsId,
  mainFrame: standIn<WebFrameMain>({ origin: ours.origin }),
  session: standIn<Session>({ fetch: app.fetch }),
  send: app.send,
  reload: app.reload,
})

setUpHandOff({
  page: {
    get origin() {
      return app.origin
    },
    contents: () => (app.isOpen ? contents : undefined),
  },
  show: app.shown,
  onLeave: (hear) => void app.leaving.push(hear),
})

/** How the server answers from now on. */
export function serverAnswers(fetch: Fetch): void {
  answers.fetch = fetch
}

/** Everything as at the start. */
export async function begin(): Promise<void> {
  Object.assign(app, { origin: ours.origin, isOpen: true })
  await ask('hand-off:cancel')
  serverAnswers(() => Promise.resolve(new Response('{}')))
  for (const { calls } of [app.shown, app.send, app.reload, app.fetch, shell.openExternal]) calls.length = 0
}

export const ask = (channel: string, ...args: unknown[]) => invokeFrom(ours, channel, ...args)

/** Begins a sign-in, and reads off the address the browser was opened with what it was asked. */
export async function signIn() {
  const told = z.object({ matchCode: z.string() }).parse(await ask('hand-off:begin'))
  const opened = new URL(shell.openExternal.calls.at(-1)?.[0] ?? '')
  const request = handOffRequest.parse(Object.fromEntries(opened.searchParams))
  const answer = (query: Record<string, string>) =>
    new URL(`${request.redirectUri}?${new URLSearchParams({ state: request.state, ...query }).toString()}`)
  return { ...told, opened, request, answer, code: 'c'.repeat(43) }
}

/** How the page was told that it ended, each time. */
export const outcomes = () =>
  app.send.calls.filter(([channel]) => channel === 'hand-off:ended').map(([, told]) => told)
