import { Agent } from 'node:http'
import type { z } from 'zod'
import { beginRegistration, finishRegistration } from '../../shared/contract/methods.ts'
import { problem } from '../../shared/contract/problem.ts'
import { beginFreshPasskey, finishFreshPasskey } from '../../shared/contract/session.ts'
import { acceptInvitation, setUp } from '../../shared/contract/sign-in.ts'
import { createUser } from '../../shared/contract/users.ts'
import { softAuthenticator, type SoftAuthenticator } from '../support/authenticator/soft-authenticator.ts'
import { post } from './browser.ts'

/** A user of the benchmark, with the device that holds their only passkey. */
export interface Person {
  email: string
  device: SoftAuthenticator
}

/** A signed-in browser of one person. */
interface Visit extends Person {
  origin: string
  agent: Agent
  cookie: string
}

/** One call; keeps the cookie that comes with the answer. */
async function call<T extends z.ZodType>(
  visit: Omit<Visit, keyof Person>,
  endpoint: { path: string; response: T },
  body?: unknown,
): Promise<z.output<T>> {
  const { status, body: answer, cookie } = await post(visit, endpoint.path, body, { cookie: visit.cookie })
  if (cookie !== undefined) visit.cookie = cookie
  if (status >= 400) throw new Error(`${endpoint.path}: ${problem.parse(answer).code}`)
  return endpoint.response.parse(answer)
}

// The yardstick is P-256, whatever the server would rather have.
const es256 = { credential: { algorithm: 'ES256' } } as const

/** From an enrolment session to a passkey and the full session that comes with it. */
async function registerPasskey(visit: Visit): Promise<void> {
  const { challengeId, options } = await call(visit, beginRegistration, { where: 'any' })
  await call(visit, finishRegistration, { challengeId, response: visit.device.create(options, es256) })
}

async function confirmItIsMe(visit: Visit): Promise<void> {
  const { challengeId, options } = await call(visit, beginFreshPasskey)
  await call(visit, finishFreshPasskey, { challengeId, response: visit.device.get(options) })
}

const newVisit = (origin: string, agent: Agent, email: string): Visit => ({
  origin,
  agent,
  email,
  cookie: '',
  device: softAuthenticator({ origin }),
})

async function setUpAdministrator(origin: string, agent: Agent): Promise<Visit> {
  const visit = newVisit(origin, agent, 'admin@example.org')
  await call(visit, setUp, { email: visit.email, displayName: 'Administrator' })
  await registerPasskey(visit)
  return visit
}

/** Invites one person and plays their joining. */
async function join(admin: Visit, number: number): Promise<Person> {
  const visit = newVisit(admin.origin, admin.agent, `person-${number}@example.org`)
  const { invitation } = await call(admin, createUser, {
    email: visit.email,
    displayName: `Person ${number}`,
    role: 'user',
  })
  await call(visit, acceptInvitation, { token: invitation.token })
  await registerPasskey(visit)
  return { email: visit.email, device: visit.device }
}

/** Sets the server up and fills it over HTTP: an administrator, and `count` users who joined with a passkey. */
export async function populate(origin: string, count: number): Promise<Person[]> {
  const agent = new Agent({ keepAlive: true })
  const admin = await setUpAdministrator(origin, agent)
  const people: Person[] = []
  for (let number = 0; number < count; number += 1) {
    // Freshness lasts 5 minutes; 50 people take far less on any machine.
    if (number % 50 === 0) await confirmItIsMe(admin)
    people.push(await join(admin, number))
  }
  agent.destroy()
  return people
}
