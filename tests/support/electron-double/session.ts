import { EventEmitter } from 'node:events'
import type {
  Cookies,
  PermissionRequest,
  Protocol,
  Session,
  WebAuthnAccount,
  WebContents,
  WebFrameMain,
} from 'electron'
import { app } from './app.ts'
import { asChromium, cancelable, standIn } from './recorded.ts'

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type DeviceHandler = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>
type Permission = Parameters<CheckHandler>[1]

/** A session in which pages ask for what Chromium would ask the handlers for; without a handler it grants, as Electron does. */
export function createSession() {
  let request: RequestHandler | null = null
  let check: CheckHandler | null = null
  let device: DeviceHandler | null = null
  const methods = {
    isPersistent: () => true,
    fetch: (input: string | Request, init?: RequestInit) =>
      fetch(input, init).catch((cause: unknown) => {
        throw asChromium(cause)
      }),
    setPermissionRequestHandler(handler: RequestHandler | null) {
      request = handler
    },
    setPermissionCheckHandler(handler: CheckHandler | null) {
      check = handler
    },
    setDevicePermissionHandler(handler: DeviceHandler | null) {
      device = handler
    },
  } satisfies Pick<
    Session,
    | 'fetch'
    | 'isPersistent'
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
  >
  const cookies = {
    get: () => Promise.resolve([]),
    set: () => Promise.resolve(),
    flushStore: () => Promise.resolve(),
  } satisfies Pick<Cookies, 'get' | 'set' | 'flushStore'>
  const protocols = new Map<string, Parameters<Protocol['handle']>[1]>()
  const protocol = {
    handle(scheme: string, handler: Parameters<Protocol['handle']>[1]) {
      protocols.set(scheme, handler)
    },
  } satisfies Pick<Protocol, 'handle'>
  const emitter = new EventEmitter()
  const contents = standIn<WebContents>({ id: 1 })
  const asPage = {
    asksFor: (permission: Permission, details: PermissionRequest) =>
      new Promise<boolean>((resolve) => {
        if (request) request(contents, permission, resolve, details)
        else resolve(true)
      }),
    checksFor: (permission: Permission, details: PermissionRequest) =>
      check ? check(contents, permission, '', details) : true,
    opensDevice: (details: Parameters<DeviceHandler>[0]) => (device ? device(details) : true),
    downloads(url: string, pageUrl: string) {
      const event = cancelable({})
      emitter.emit('will-download', event, { getURL: () => url }, { getURL: () => pageUrl })
      return !event.defaultPrevented
    },
    /** What the authenticator is told, each time it is told. */
    findsAccounts(accounts: WebAuthnAccount[], told: (credentialId?: string | null) => void, origin: string) {
      const frame = standIn<WebFrameMain>({ origin, parent: null })
      const details = { relyingPartyId: 'localhost', accounts, frame }
      if (!emitter.emit('select-webauthn-account', cancelable({}), details, told)) told()
    },
  }
  return Object.assign(emitter, methods, { cookies, protocol, protocols, asPage })
}

export type SessionDouble = ReturnType<typeof createSession>

const sessions = new Map<string, SessionDouble>()

export const session = {
  fromPartition(partition: string) {
    const known = sessions.get(partition)
    if (known) return known
    const made = createSession()
    sessions.set(partition, made)
    app.emit('session-created', made)
    return made
  },
}
