import type { z } from 'zod'
import {
  type AuthenticationResponse,
  authenticationResponse,
  type CreationOptions,
  type RegistrationResponse,
  registrationResponse,
  type RequestOptions,
} from '../../shared/contract/webauthn.ts'
import { inTurn } from './in-turn.ts'
import { readCreationOptions, readRequestOptions, writeCredential } from './passkey-json.ts'

/**
 * How a prompt ended. `dismissed` is everything the browser keeps apart from nobody: closed, timed out, nothing found.
 * `cancelled` is our own Cancel, `misconfigured` a fault of the installation that no user can mend.
 */
export type Outcome<R> =
  | { status: 'done'; response: R }
  | { status: 'dismissed' | 'already-registered' | 'misconfigured' | 'cancelled' | 'unsupported' }

interface PromptOptions {
  /** Aborting it closes the prompt and ends in `cancelled`. */
  signal?: AbortSignal
}

const deadline = 300_000
// An abort takes a moment to reach the system's dialog; one that hangs must not hold up the next.
const patience = 1000
let stopLatest: (() => void) | null = null

/** Whether this browser can ask for passkeys at all. */
export function canUsePasskeys(): boolean {
  return typeof window.PublicKeyCredential === 'function' && window.isSecureContext
}

function outcomeOf(error: unknown): Outcome<never> {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'AbortError') return { status: 'cancelled' }
  if (name === 'InvalidStateError') return { status: 'already-registered' }
  if (name === 'SecurityError') return { status: 'misconfigured' }
  if (name === 'NotSupportedError') return { status: 'unsupported' }
  return { status: 'dismissed' }
}

// By what it has, not by its class: what password managers answer with is not always an instance.
function isPublicKey(credential: Credential): credential is PublicKeyCredential {
  return 'rawId' in credential
}

function read<R>(credential: Credential | null, answer: z.ZodType<R>): Outcome<R> {
  if (credential === null || !isPublicKey(credential)) return { status: 'dismissed' }
  const response = answer.safeParse(writeCredential(credential))
  return response.success ? { status: 'done', response: response.data } : { status: 'dismissed' }
}

function abortOf(signal: AbortSignal): Promise<Outcome<never>> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(outcomeOf(signal.reason)), { once: true })
  })
}

/** Aborts where the person, a newer prompt or the deadline ends this one. */
function stopSignal(signal: AbortSignal | undefined): {
  stop: AbortSignal
  end: () => void
  done: () => void
} {
  const own = new AbortController()
  const late = () => own.abort(new DOMException('Nobody answered.', 'TimeoutError'))
  const timer = setTimeout(late, deadline)
  const stop = signal ? AbortSignal.any([own.signal, signal]) : own.signal
  return { stop, end: () => own.abort(), done: () => clearTimeout(timer) }
}

/** Runs one prompt. Answers even where the browser throws at once, or its promise never settles. */
async function prompt<R>(
  open: (signal: AbortSignal) => Promise<Credential | null>,
  answer: z.ZodType<R>,
  { signal }: PromptOptions,
): Promise<Outcome<R>> {
  if (!canUsePasskeys()) return { status: 'unsupported' }
  stopLatest?.()
  const { stop, end, done } = stopSignal(signal)
  stopLatest = end
  const run = async () => (stop.aborted ? outcomeOf(stop.reason) : read(await open(stop), answer))
  try {
    return await Promise.race([inTurn(run, patience).catch(outcomeOf), abortOf(stop)])
  } finally {
    done()
    if (stopLatest === end) stopLatest = null
  }
}

/** Asks for a new passkey (WebAuthn L3 §5.1.3). Never rejects. */
export async function createPasskey(
  options: CreationOptions,
  how: PromptOptions = {},
): Promise<Outcome<RegistrationResponse>> {
  const open = (signal: AbortSignal) =>
    navigator.credentials.create({ publicKey: readCreationOptions(options), signal })
  return prompt(open, registrationResponse, how)
}

/** Asks for a passkey that exists (WebAuthn L3 §5.1.4). Never rejects. */
export async function getPasskey(
  options: RequestOptions,
  how: PromptOptions = {},
): Promise<Outcome<AuthenticationResponse>> {
  const open = (signal: AbortSignal) =>
    navigator.credentials.get({ publicKey: readRequestOptions(options), signal })
  return prompt(open, authenticationResponse, how)
}
