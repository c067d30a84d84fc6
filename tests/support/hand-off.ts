import { createHash, randomBytes } from 'node:crypto'
import * as contract from '../../shared/contract/hand-off.ts'
import type { Browser } from './browser.ts'

const bytes32 = () => randomBytes(32).toString('base64url')

/** An app that waits for its sign-in: what it keeps to itself, and what it asks for. */
export function appWaiting() {
  const [verifier, state] = [bytes32(), bytes32()]
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const redirectUri = `http://127.0.0.1:${1024 + Math.floor(Math.random() * 60_000)}/cb/${bytes32()}`
  return { verifier, state, request: { challenge, state, redirectUri } }
}

export type WaitingApp = ReturnType<typeof appWaiting>

/** Allows the app in the browser's session; answers the code it is handed. */
export async function approve(
  browser: Browser,
  { request }: WaitingApp,
  more: { endSession?: boolean } = {},
): Promise<string> {
  const { redirectTo } = await browser.call(contract.approveHandOff, { body: { ...request, ...more } })
  return new URL(redirectTo).searchParams.get('code') ?? ''
}

/** Brings the code, as the app does. */
export const redeem = (browser: Browser, { verifier, state }: WaitingApp, code: string) =>
  browser.call(contract.redeemHandOff, { body: { code, verifier, state } })
