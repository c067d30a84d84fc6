import { createHmac, createSecretKey } from 'node:crypto'
import { canonicalEmail } from '../../shared/contract/fields.ts'
import type { Config } from '../config.ts'
import { networkOf } from '../network.ts'
import { keysFor } from '../secret.ts'

export interface Keys {
  source: (address: string) => string
  account: (email: string) => string
}

/**
 * Under which names failures are counted. Keyed, because people type passwords where their e-mail belongs; 20 bits, so
 * that no number of made-up accounts and addresses makes more than a million rows of a kind: that two of them share a
 * count is as likely as guessing a code. Under the first secret only: with a new one the counts begin anew, once.
 */
export function throttleKeys({ secrets }: Pick<Config, 'secrets'>): Keys {
  const [bytes = Buffer.alloc(0)] = keysFor(secrets.slice(0, 1), 'throttles')
  // Given the bytes, every call would make a key of them first, which costs more than the digest.
  const key = createSecretKey(bytes)
  const bucket = (text: string) =>
    createHmac('sha256', key)
      .update(text)
      .digest('hex')
      .slice(0, bits / 4)
  return {
    source: (address) => bucket(`source:${networkOf(address)}`),
    account: (email) => bucket(`account:${canonicalEmail(email)}`),
  }
}

const bits = 20
