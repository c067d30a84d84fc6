import { guessPasswords, type Answered } from './guesses.ts'
import { load, type Figures } from './load.ts'
import type { Person } from './people.ts'
import { median } from './timing.ts'

/** Passkey sign-ins alone and beside people who guess passwords. */
export interface Beside {
  clients: number
  alone: Figures
  beside: Figures
  /** How many times as long it took beside them, turn by turn, the middle one. */
  slower: { p50: number; p99: number }
  guesses: { perSecond: number; answered: Answered }
}

interface Turn {
  alone: Figures
  beside: Figures
}

/** Measures both in turns, so that a slow moment of the machine meets both. */
export async function besidePasswords(
  origin: string,
  people: readonly Person[],
  { rounds, clients, seconds }: { rounds: number; clients: number; seconds: number },
): Promise<Beside> {
  const turns: Turn[] = []
  const answered: Answered = new Map()
  let elapsed = 0
  for (let round = 0; round < rounds; round += 1) {
    const alone = await load(origin, people, { clients, seconds })
    const start = performance.now()
    const guessing = guessPasswords(origin, people, clients)
    const beside = await load(origin, people, { clients, seconds })
    for (const [status, count] of await guessing.stop())
      answered.set(status, (answered.get(status) ?? 0) + count)
    elapsed += (performance.now() - start) / 1000
    turns.push({ alone, beside })
  }
  const total = [...answered.values()].reduce((sum, count) => sum + count, 0)
  return {
    clients,
    alone: middleOf(turns.map(({ alone }) => alone)),
    beside: middleOf(turns.map(({ beside }) => beside)),
    slower: {
      p50: median(turns.map(({ alone, beside }) => beside.p50 / alone.p50)),
      p99: median(turns.map(({ alone, beside }) => beside.p99 / alone.p99)),
    },
    guesses: { perSecond: total / elapsed, answered },
  }
}

const middleOf = (all: readonly Figures[]): Figures => ({
  perSecond: median(all.map(({ perSecond }) => perSecond)),
  p50: median(all.map(({ p50 }) => p50)),
  p99: median(all.map(({ p99 }) => p99)),
})
