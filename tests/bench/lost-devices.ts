import * as lost from '../../shared/contract/lost-device.ts'
import * as users from '../../shared/contract/users.ts'
import { confirm, type Person } from '../support/people.ts'
import { timed, timesOf, type Times } from './timing.ts'

/** So many people, one after the other, lose a device: the whole act, with a pass and every session ended. */
export async function loseDevices({ browser, authenticator }: Person, count: number): Promise<Times> {
  const all: number[] = []
  let cursor: string | undefined
  while (all.length < count) {
    // Freshness lasts 5 minutes; a page of people takes far less on any machine.
    await confirm({ browser, authenticator })
    const query = { status: 'active', passkeys: 'any', ...(cursor && { cursor }) } as const
    const { items, next } = await browser.call(users.listUsers, { query })
    cursor = next ?? undefined
    for (const { id, role } of items) {
      if (role === 'admin' || all.length === count) continue
      const passkeys = await browser.call(users.listUserPasskeys, { params: { id } })
      const passkeyIds = passkeys.items
        .filter(({ status }) => status === 'active')
        .map((passkey) => passkey.id)
      const body = {
        passkeyIds,
        reason: 'Laptop stolen',
        ticket: 'HD-17',
        endAllSessions: true,
        temporaryPassMinutes: 60,
      }
      all.push(await timed(() => browser.call(lost.loseDevice, { params: { id }, body })))
    }
  }
  return timesOf(all)
}
