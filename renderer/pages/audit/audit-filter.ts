import { auditAction } from '../../../shared/contract/activity.ts'
import type { AuditFilter } from '../../../shared/contract/audit.ts'
import { id } from '../../../shared/contract/fields.ts'
import { actionWords } from '../../lib/action-words.ts'
import { endOfDay, isDay, startOfDay } from '../../lib/days.ts'
import { dateOf } from '../../lib/format.ts'

/** What the address asks for; days as they are written there: `2026-11-01`, the last one included. */
export interface Asked {
  actor?: string
  target?: string
  action?: NonNullable<AuditFilter['action']>
  from?: string
  to?: string
}

export type AskedName = keyof Asked
export const askedNames: readonly AskedName[] = ['actor', 'target', 'action', 'from', 'to']

/** What stands in the address and can be asked for; the rest of it is left out. */
export function askedOf(address: URLSearchParams): Asked {
  const actor = id.safeParse(address.get('actor')).data
  const target = id.safeParse(address.get('target')).data
  const action = auditAction.safeParse(address.get('action')).data
  const dayOf = (name: string) => [address.get(name) ?? ''].find(isDay)
  const [from, to] = [dayOf('from'), dayOf('to')]
  return {
    ...(actor !== undefined && { actor }),
    ...(target !== undefined && { target }),
    ...(action !== undefined && { action }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

/** The same in moments, for the server. */
export function filterOf({ from, to, ...rest }: Asked): AuditFilter {
  return {
    ...rest,
    ...(from !== undefined && { from: startOfDay(from) }),
    ...(to !== undefined && { to: endOfDay(to) }),
  }
}

/** The address with one filter set anew, or taken out where `value` is empty. */
export function withAsked(address: URLSearchParams, name: AskedName, value: string): URLSearchParams {
  const changed = new URLSearchParams(address)
  if (value === '') changed.delete(name)
  else changed.set(name, value)
  return changed
}

/** One set filter in words; `name` is what the person or model of an id is called, if anybody knows. */
export function chipWords(asked: Asked, name: AskedName, called: string | undefined): string {
  const value = asked[name] ?? ''
  switch (name) {
    case 'actor':
      return `By: ${called ?? '…'}`
    case 'target':
      return `About: ${called ?? '…'}`
    case 'action':
      return asked.action === undefined ? '' : actionWords(asked.action)
    case 'from':
      return `From ${dateOf(startOfDay(value), Date.now())}`
    case 'to':
      return `Until ${dateOf(startOfDay(value), Date.now())}`
  }
}
