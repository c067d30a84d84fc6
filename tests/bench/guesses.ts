import { Agent } from 'node:http'
import { signInWithPassword } from '../../shared/contract/sign-in.ts'
import { post } from './browser.ts'
import type { Person } from './people.ts'

/** How many guesses were answered with which status. */
export type Answered = Map<number, number>

/** An address of 10.0.0.0/8 for each number. */
const addressOf = (number: number) => `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`

/**
 * Tries wrong passwords, `clients` at a time and without a pause, each on the next account and from the next address,
 * so that the work is done and not refused as too many tries. Ends with `stop`, which answers what was said to them.
 */
export function guessPasswords(
  origin: string,
  people: readonly Person[],
  clients: number,
): { stop: () => Promise<Answered> } {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const answered: Answered = new Map()
  let isOver = false
  const client = async () => {
    while (!isOver) {
      const number = next++
      const email = people[number % people.length]?.email
      const from = { 'x-forwarded-for': addressOf(number) }
      const guess = { email, password: `wrong ${number}` }
      const { status } = await post({ origin, agent }, signInWithPassword.path, guess, from)
      answered.set(status, (answered.get(status) ?? 0) + 1)
    }
  }
  const guessing = Promise.all(Array.from({ length: clients }, client))
  return {
    stop: async () => {
      isOver = true
      await guessing
      agent.destroy()
      return answered
    },
  }
}

// Over all rounds, so that no account and no address comes again sooner than it must.
let next = 0
