import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Person } from '../support/people.ts'
import { signIn } from './load.ts'
import { timed } from './timing.ts'

const every = 50

/**
 * People sign in one after the other, twenty a second, whether the one before is done or not: as they come in the
 * morning. Ends with `stop`, which answers how many milliseconds each of them took.
 */
export function signInSteadily(origin: string, people: readonly Person[]): { stop: () => Promise<number[]> } {
  const agent = new Agent({ keepAlive: true })
  const under: Promise<number>[] = []
  let isOver = false
  const come = async () => {
    for (let next = 0; !isOver; next += 1) {
      const person = people[next % people.length]
      if (person)
        under.push(
          timed(() => signIn({ origin, agent }, { email: person.email, device: person.authenticator })),
        )
      await pause(every)
    }
  }
  const coming = come()
  return {
    stop: async () => {
      isOver = true
      await coming
      const all = await Promise.all(under)
      agent.destroy()
      return all
    },
  }
}
