import * as devices from '../../shared/contract/lost-device.ts'
import * as users from '../../shared/contract/users.ts'
import type { Browser } from './browser.ts'

async function find(browser: Browser, search: string): Promise<string> {
  const { items } = await browser.call(users.listUsers, { query: { search } })
  const [found] = items
  if (!found) throw new Error(`Nobody is found by ${search}.`)
  return found.id
}

/** What the console was used for lately: somebody left, and somebody else looks for a telephone. */
export async function useConsole(administrator: Browser): Promise<void> {
  const daniel = await find(administrator, 'daniel@')
  await administrator.call(users.disableUser, {
    params: { id: daniel },
    body: { reason: 'Left the organisation', ticket: 'HR-118' },
  })
  const sofia = await find(administrator, 'sofia@')
  const { items } = await administrator.call(users.listUserPasskeys, { params: { id: sofia } })
  const telephone = items.find(({ backup }) => backup === 'synced')
  if (!telephone) throw new Error('Sofia has no synced passkey.')
  await administrator.call(devices.suspendUserPasskey, {
    params: { id: sofia, pid: telephone.id },
    body: { reason: 'Perhaps left at home', ticket: 'HD-2301', until: '2026-11-22T10:15:00.000Z' },
  })
}
