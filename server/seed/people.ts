import { randomBytes } from 'node:crypto'
import { newId } from '../tokens.ts'

/** A random number generator of its own: the same figures for the same seed, on every machine. */
export type Chance = () => number

/** Mulberry32. */
export function chanceFrom(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const pick = <T>(chance: Chance, all: readonly [T, ...T[]]): T =>
  all[Math.floor(chance() * all.length)] ?? all[0]

const first =
  'Ada Ben Carla David Elif Farid Grace Hugo Ines Jonas Kira Liam Maya Noor Olga Priya Quentin Rosa Sami Tara Uwe Vera Wen Xenia Yusuf Zoe'
const last =
  'Abbott Bakshi Costa Dubois Engel Ferrari Gruber Haddad Ivanova Jansen Kowalski Larsen Moreau Nakamura Okafor Petrov Quispe Rossi Schmidt Tanaka Ueda Varga Weber Xu Yilmaz Zhang'

const words = (text: string): [string, ...string[]] => {
  const [head = '', ...rest] = text.split(' ')
  return [head, ...rest]
}
const firstNames = words(first)
const lastNames = words(last)

export interface SeededUser {
  id: string
  email: string
  email_canonical: string
  display_name: string
  name_canonical: string
  role: 'user' | 'helpdesk'
  status: 'active' | 'invited' | 'disabled'
  user_handle: string
  created_at: string
  last_sign_in_at: string | null
  last_used_day: string
}

const day = 24 * 3_600_000

/** One made-up colleague; `number` makes the e-mail unique. */
export function makeUser(chance: Chance, number: number, now: Date): SeededUser {
  const name = `${pick(chance, firstNames)} ${pick(chance, lastNames)}`
  const email = `${name.replace(' ', '.').toLowerCase()}.${number}@example.com`
  const status = chance() < 0.04 ? 'invited' : chance() < 0.03 ? 'disabled' : 'active'
  const used = status === 'invited' ? null : new Date(now.getTime() - chance() ** 3 * 400 * day).toISOString()
  return {
    id: newId(),
    email,
    email_canonical: email,
    display_name: name,
    name_canonical: name.toLowerCase(),
    role: chance() < 0.005 ? 'helpdesk' : 'user',
    status,
    user_handle: randomBytes(64).toString('base64url'),
    created_at: new Date(now.getTime() - (400 + chance() * 400) * day).toISOString(),
    last_sign_in_at: used,
    last_used_day: used?.slice(0, 10) ?? '',
  }
}
