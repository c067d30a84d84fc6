import * as signIn from '../../shared/contract/sign-in.ts'
import type { Answer, Browser } from './browser.ts'
import type { TestServer } from './server.ts'

/** What makes a test server believe `X-Forwarded-For`: each caller can then come from an address of its own. */
export const behindProxy = { WEFTID_TRUSTED_PROXIES: '127.0.0.0/8,::1/128' }

export const from = (address: string) => ({ 'x-forwarded-for': address })

/** An address nobody else in this test has. */
export const anyAddress = () => `10.${part()}.${part()}.${part()}`
const part = () => Math.floor(Math.random() * 256)

export const wrongCode = 'WRNG-WRNG-WRNG-WRNG'

/** Tries a backup code that is none. */
export function guess(browser: Browser, email: string, address = anyAddress()): Promise<Answer> {
  const body = JSON.stringify({ email, backupCode: wrongCode })
  return browser.send({ method: 'post', path: signIn.recover.path, body, headers: from(address) })
}

/** Puts all limits back but the one on floods: for tests that are not about how often one may try. */
export const forgetAttempts = ({ services }: Pick<TestServer, 'services'>) =>
  services.db('throttles').delete()

/** How many failures are counted, by what they count against. */
export async function countedFailures({
  services,
}: Pick<TestServer, 'services'>): Promise<Record<string, number>> {
  const rows = await services.db('throttles').select('key', 'points')
  const sums: Record<string, number> = {}
  for (const { key, points } of rows) {
    const [kind = ''] = key.split(':')
    sums[kind] = (sums[kind] ?? 0) + points
  }
  return sums
}

export const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status)
export const howMany = (answers: readonly Answer[], status: number) =>
  statuses(answers).filter((each) => each === status).length

export async function inTurn<T>(count: number, work: (round: number) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let round = 0; round < count; round++) all.push(await work(round))
  return all
}

export const atOnce = <T>(count: number, work: (round: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, round) => work(round)))
