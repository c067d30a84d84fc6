import { beforeAll, describe, expect, it } from 'vitest'
import * as lost from '../../shared/contract/lost-device.ts'
import * as methods from '../../shared/contract/methods.ts'
import * as users from '../../shared/contract/users.ts'
import { recount } from '../../server/db/recount.ts'
import { expireSuspensions } from '../../server/revocation/suspend.ts'
import { chanceFrom, pick } from '../../server/seed/people.ts'
import type { Browser } from '../support/browser.ts'
import { consoleScene, why } from '../support/console-scene.ts'
import { databases } from '../support/databases.ts'
import { often } from '../support/often.ts'
import { authenticatorFor, register, signInWith, type Person } from '../support/people.ts'
import { keptFigures } from '../support/standing.ts'

const rounds = often(40)
const chance = chanceFrom(11)
const models = [1, 2, 3].map((number) => ({
  aaguid: `${number}`.repeat(8) + '-0000-4000-8000-000000000000',
  backup: number === 1 ? ('device' as const) : ('synced' as const),
}))
const anyModel = () => models[Math.floor(chance() * models.length)] ?? {}

describe.each(Object.entries(databases))('what is kept counted, on %s,', (_name, open) => {
  const { present, join } = consoleScene(open)
  let people: Person[]

  beforeAll(async () => {
    people = [await join('user', anyModel()), await join('user', anyModel()), await join('user', anyModel())]
  })

  /** Some passkeys of somebody, in any status. */
  async function some({ id }: Person): Promise<string[]> {
    const all = await present().db('passkeys').where({ user_id: id }).pluck('id')
    const chosen = all.filter(() => chance() < 0.4)
    return chosen.length > 0 ? chosen : all.slice(-1)
  }

  async function anyAct(door: Browser, person: Person): Promise<unknown> {
    const passkeyIds = await some(person)
    const params = { id: person.id, pid: passkeyIds[0] ?? '' }
    const until = new Date(present().server.clock.now().getTime() + 50 + chance() * 200).toISOString()
    const suspend = (more: object) =>
      door.call(lost.suspendUserPasskey, { params, body: { ...why, ...more } })
    const voidBackupCodes = chance() < 0.5
    return pick<() => Promise<unknown>>(chance, [
      () => register(person.browser, authenticatorFor(person.browser, anyModel())),
      () => register(person.browser, authenticatorFor(person.browser, anyModel())),
      () => suspend({}),
      () => suspend({ until }),
      () => door.call(lost.restoreUserPasskey, { params, body: why }),
      () => door.call(users.revokeUserPasskey, { params, body: why }),
      () => door.call(lost.loseDevice, { params, body: { ...why, passkeyIds, voidBackupCodes } }),
      () => person.browser.call(methods.createBackupCodes, {}),
      () => expireSuspensions(present().server.services),
      () => signInWith(present().other.browser(), person.authenticator),
    ])()
  }

  it(
    'equals a recount after hundreds of acts of every kind at once, from two processes',
    async () => {
      const { ada, db, other } = present()
      let done = 0
      for (let round = 0; round < rounds; round++) {
        await signInWith(ada.browser, ada.authenticator)
        const doors = [ada.browser, other.browser(ada.browser)]
        for (const person of people) {
          const { passkeys } = await signedIn(person)
          expect(passkeys).toBeGreaterThan(0)
        }
        const acts = Array.from({ length: 8 }, (_, index) =>
          anyAct(doors[index % 2] ?? ada.browser, people[index % people.length] ?? ada),
        )
        done += (await Promise.allSettled(acts)).filter(({ status }) => status === 'fulfilled').length
        const kept = await keptFigures(db)
        await recount(db)
        expect(await keptFigures(db)).toEqual(kept)
      }
      expect(done).toBeGreaterThan(rounds * 2)
    },
    often(120_000),
  )

  /** Signed in again, with a passkey that works; a new person takes the place of one who has none. */
  async function signedIn(person: Person): Promise<{ passkeys: number }> {
    const here = people.indexOf(person)
    const isIn = await signInWith(person.browser, person.authenticator).then(
      () => true,
      () => false,
    )
    if (!isIn) people[here] = await join('user', anyModel())
    const { db } = present()
    const rows = await db('passkeys').where({ user_id: people[here]?.id ?? '', status: 'active' })
    return { passkeys: rows.length }
  }
})
