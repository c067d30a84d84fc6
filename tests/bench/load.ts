import { Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import { beginPasskeySignIn, finishPasskeySignIn } from '../../shared/contract/sign-in.ts'
import { post } from './browser.ts'
import type { Person } from './people.ts'
import { timesOf } from './timing.ts'

export interface Figures {
  perSecond: number
  p50: number
  p99: number
}

/** One complete sign-in, without a cookie as in a browser that has no session yet. */
export async function signIn(
  server: { origin: string; agent: Agent },
  { email, device }: Person,
): Promise<void> {
  const begun = await post(server, beginPasskeySignIn.path, { email })
  const { challengeId, options } = beginPasskeySignIn.response.parse(begun.body)
  const response = device.get(options)
  const finished = await post(server, finishPasskeySignIn.path, { challengeId, response })
  if (finished.status !== 200) throw new Error(`A sign-in was refused: ${JSON.stringify(finished.body)}`)
}

/**
 * Signs people in for `seconds`, `clients` at a time, each client beginning the next as soon as its last is done.
 * A refused sign-in ends the benchmark.
 */
export async function load(
  origin: string,
  people: readonly Person[],
  { clients, seconds }: { clients: number; seconds: number },
): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const times: number[] = []
  const start = performance.now()
  const end = start + seconds * 1000
  let next = 0
  const client = async () => {
    while (performance.now() < end) {
      const person = people[next++ % people.length]
      if (!person) return
      const begun = performance.now()
      await signIn({ origin, agent }, person)
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const elapsed = (performance.now() - start) / 1000
  agent.destroy()
  const { p50, p99 } = timesOf(times)
  return { perSecond: times.length / elapsed, p50, p99 }
}

const warmUps = 20_000

/** So many sign-ins before anything is measured that the server is compiled: compilers count calls, not seconds. */
export async function warmUp(origin: string, people: readonly Person[]): Promise<void> {
  for (let signedIn = 0; signedIn < warmUps;) {
    const { perSecond } = await load(origin, people, { clients: 8, seconds: 1 })
    signedIn += perSecond
  }
}
