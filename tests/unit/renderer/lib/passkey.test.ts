import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const load = () => import('../../../../renderer/lib/passkey.ts')
let { createPasskey, getPasskey } = await load()

const request = {
  challenge: 'AAAA',
  rpId: 'localhost',
  allowCredentials: [],
  userVerification: 'required' as const,
  timeout: 300_000,
  hints: [],
}

const creation = {
  rp: { id: 'localhost', name: 'WeftID' },
  user: { id: 'AAAA', name: 'uma@example.org', displayName: 'Uma' },
  challenge: 'AAAA',
  pubKeyCredParams: [{ type: 'public-key' as const, alg: -7 }],
  timeout: 300_000,
  excludeCredentials: [],
  authenticatorSelection: {
    residentKey: 'required' as const,
    requireResidentKey: true as const,
    userVerification: 'required' as const,
  },
  hints: [],
  attestation: 'none' as const,
  extensions: { credProps: true as const },
}

const answer = {
  id: 'AQ',
  rawId: 'AQ',
  type: 'public-key',
  response: { clientDataJSON: 'AQ', authenticatorData: 'AQ', signature: 'AQ' },
}

type Dialog = (asked: { signal: AbortSignal }) => Promise<unknown>

/** The system's own dialog, standing in for a person in front of it. */
function systemDialog(dialog: Dialog): void {
  vi.stubGlobal('navigator', { credentials: { get: dialog, create: dialog } })
}

const never: Dialog = () => new Promise(() => undefined)
const endsWith =
  (name: string): Dialog =>
  () =>
    Promise.reject(new DOMException('', name))

// Each test has a page of its own: a prompt that one left hanging holds up the next.
beforeEach(async () => {
  vi.resetModules()
  ;({ createPasskey, getPasskey } = await load())
  const PublicKeyCredential = Object.assign(vi.fn(), {
    parseRequestOptionsFromJSON: (options: unknown) => options,
    parseCreationOptionsFromJSON: (options: unknown) => options,
  })
  vi.stubGlobal('PublicKeyCredential', PublicKeyCredential)
  vi.stubGlobal('window', { PublicKeyCredential, isSecureContext: true })
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('how a prompt ends', () => {
  it.each([
    ['AbortError', 'cancelled'],
    ['InvalidStateError', 'already-registered'],
    ['SecurityError', 'misconfigured'],
    ['NotSupportedError', 'unsupported'],
    ['NotAllowedError', 'dismissed'],
    ['ConstraintError', 'dismissed'],
    ['UnknownError', 'dismissed'],
    ['EncodingError', 'dismissed'],
    ['SomethingNew', 'dismissed'],
  ])('%s: %s', async (name, status) => {
    systemDialog(endsWith(name))
    expect(await getPasskey(request)).toEqual({ status })
    expect(await createPasskey(creation)).toEqual({ status })
  })

  it.each([
    ['null', null],
    ['a credential of another kind', { id: 'password', type: 'password' }],
    ['an answer that is none', { rawId: new ArrayBuffer(1), toJSON: () => ({ ...answer, id: 7 }) }],
  ])('%s counts as dismissed', async (_, credential) => {
    systemDialog(() => Promise.resolve(credential))
    expect(await getPasskey(request)).toEqual({ status: 'dismissed' })
  })

  it('what is rejected or thrown, whatever it is, counts as dismissed', async () => {
    systemDialog(() => Promise.reject(new TypeError('bad')))
    expect(await getPasskey(request)).toEqual({ status: 'dismissed' })
    systemDialog(() => {
      throw new Error('at once')
    })
    expect(await getPasskey(request)).toEqual({ status: 'dismissed' })
  })

  it('an answer is read', async () => {
    systemDialog(() => Promise.resolve({ rawId: new ArrayBuffer(1), toJSON: () => answer }))
    expect(await getPasskey(request)).toMatchObject({ status: 'done', response: { id: 'AQ' } })
  })
})

describe('a prompt that never settles', () => {
  it('is dismissed by our own deadline', async () => {
    systemDialog(never)
    const outcome = getPasskey(request)
    await vi.advanceTimersByTimeAsync(299_000)
    await expect(Promise.race([outcome, Promise.resolve('open')])).resolves.toBe('open')
    await vi.advanceTimersByTimeAsync(1000)
    expect(await outcome).toEqual({ status: 'dismissed' })
  })

  it('is cancelled by Cancel', async () => {
    systemDialog(never)
    const cancel = new AbortController()
    const outcome = getPasskey(request, { signal: cancel.signal })
    await vi.advanceTimersByTimeAsync(10)
    cancel.abort()
    expect(await outcome).toEqual({ status: 'cancelled' })
  })

  it('gives way to the next one, of which there is one at a time', async () => {
    let open = 0
    systemDialog(({ signal }) => {
      open += 1
      expect(open).toBe(1)
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          open -= 1
          reject(new DOMException('', 'AbortError'))
        })
      })
    })
    const first = getPasskey(request)
    await vi.advanceTimersByTimeAsync(10)
    const cancel = new AbortController()
    const second = getPasskey(request)
    const third = getPasskey(request, { signal: cancel.signal })
    expect(await first).toEqual({ status: 'cancelled' })
    expect(await second).toEqual({ status: 'cancelled' })
    await vi.advanceTimersByTimeAsync(10)
    expect(open).toBe(1)
    cancel.abort()
    expect(await third).toEqual({ status: 'cancelled' })
  })

  it('does not hold up the next one where even aborting does nothing', async () => {
    systemDialog(never)
    const first = getPasskey(request)
    await vi.advanceTimersByTimeAsync(10)
    systemDialog(() => Promise.resolve(null))
    const second = getPasskey(request)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await first).toEqual({ status: 'cancelled' })
    expect(await second).toEqual({ status: 'dismissed' })
  })
})

describe('where passkeys cannot be', () => {
  it.each([
    ['without WebAuthn', { isSecureContext: true }],
    ['outside a secure context', { PublicKeyCredential: vi.fn(), isSecureContext: false }],
  ])('%s nobody is asked', async (_, window) => {
    const dialog = vi.fn(never)
    systemDialog(dialog)
    vi.stubGlobal('window', window)
    expect(await getPasskey(request)).toEqual({ status: 'unsupported' })
    expect(await createPasskey(creation)).toEqual({ status: 'unsupported' })
    expect(dialog).not.toHaveBeenCalled()
  })
})
