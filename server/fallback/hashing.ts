import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../errors.ts'

// argon2id as OWASP gives it: 19 MiB, two passes, one lane; some 15 ms on the thread pool.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// One at a time: hashes without a bound would let strangers hold up everybody's passkey by guessing passwords. And after
// each a rest as long as it took: where there is one core, passkeys would get no more than half of it otherwise.
const mostWaiting = 32

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

// For accounts that have none: the work is the same.
const decoy = hash(randomBytes(32), parameters)

/** The form in which a password is kept. Throws `server.unavailable` where too many wait. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(canonical(password), parameters))

/** Whether the password is the one of that hash; for null it does the same work. Throws `server.unavailable`. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const right = await inTurn(async () => verify(kept ?? (await decoy), canonical(password)))
  return right && kept !== null
}

// The same keys on two keyboards can make different bytes for one letter (NIST SP 800-63B-4, 3.1.1.2).
const canonical = (password: string) => password.normalize('NFKC')

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= mostWaiting) throw new AppError('server.unavailable')
  waiting++
  const started = last.then(() => performance.now())
  const turn = started.then(work)
  const rest = async () => pause(performance.now() - (await started))
  last = turn.then(rest, rest)
  try {
    return await turn
  } finally {
    waiting--
  }
}
