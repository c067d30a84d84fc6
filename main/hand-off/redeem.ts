import type { Session } from 'electron'
import { redeemHandOff } from '../../shared/contract/hand-off.ts'
import type { Secrets } from './secrets.ts'

const patience = 20_000

/** What became of a code that was brought to the server. */
export type Redemption = 'signed-in' | 'refused' | 'failed'

interface Claim extends Pick<Secrets, 'state' | 'verifier'> {
  code: string
  /** What its owner calls this computer. */
  computer: string
  /** Nobody waits for it any more. */
  signal: AbortSignal
}

/** Brings the code to the server; the cookie it answers with lands in the window's own session. */
export async function redeem(
  session: Pick<Session, 'fetch'>,
  origin: string,
  { computer, signal, ...secrets }: Claim,
): Promise<Redemption> {
  try {
    const { ok, status } = await session.fetch(`${origin}/api${redeemHandOff.path}`, {
      method: redeemHandOff.method.toUpperCase(),
      // Electron sends no origin by itself, and the server takes no order without.
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ ...secrets, ...(computer.trim() === '' ? {} : { computer }) }),
      credentials: 'include',
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    })
    if (ok) return 'signed-in'
    return status < 500 ? 'refused' : 'failed'
  } catch {
    return 'failed'
  }
}
