import type { Model } from '../../shared/contract/fleet.ts'
import { untoldModel } from '../../shared/contract/model.ts'
import { amount, dateOf, daysAgo } from './format.ts'
import type { PasskeyKind } from './passkey-words.ts'

const oneDay = 24 * 3_600_000

// Parts of a computer. Whatever else is bound to one device is a key one carries.
const computers: readonly string[] = [
  '08987058-cadc-4b81-b6e1-30de50dcbe96',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
  '771b48fd-d3d4-4f74-9232-fc157ab0507a',
  'adce0002-35bc-c60a-648b-0b25f1f05503',
  'b5397666-4885-aa6b-cebf-e52262a439a2',
]

/** What kind of thing a model is, as far as anybody can tell. */
export function kindOfModel({ aaguid, synced }: Pick<Model, 'aaguid' | 'synced'>): PasskeyKind | 'unknown' {
  if (aaguid === untoldModel) return 'unknown'
  if (synced > 0) return 'manager'
  return computers.includes(aaguid) ? 'computer' : 'security-key'
}

/** How far the name can be believed, or why there is none. */
export function sourceWords({ aaguid, name, renamed, attested }: Model): string {
  if (attested) return 'Attested'
  if (aaguid === untoldModel) return 'Does not tell its model'
  return renamed || name !== 'Unknown model' ? 'Self-reported' : 'Not in the list of known models'
}

/** How much of `all` is `part`, in whole percent: 0 and 100 only where it is none or all. */
export function percentOf(part: number, all: number): number {
  if (part === 0 || all === 0) return 0
  return part === all ? 100 : Math.min(99, Math.max(1, Math.round((part / all) * 100)))
}

/** "Synced", "This device only", "47% synced, 53% one device". */
export function shareWords({ synced, active }: Pick<Model, 'synced' | 'active'>): string {
  if (active === 0) return 'None in use'
  if (synced === 0) return 'This device only'
  return synced === active
    ? 'Synced'
    : `${percentOf(synced, active)}% synced, ${percentOf(active - synced, active)}% one device`
}

/** All models together, in a sentence or two. */
export function fleetWords(models: readonly Model[]): string {
  const sum = (of: (model: Model) => number) => models.reduce((total, model) => total + of(model), 0)
  const active = sum((model) => model.active)
  const synced = sum((model) => model.synced)
  const words = `${amount(active)} ${active === 1 ? 'passkey' : 'passkeys'} of ${amount(models.length)} ${models.length === 1 ? 'model' : 'models'}`
  return `${words}: ${amount(synced)} synced, ${amount(active - synced)} bound to one device.`
}

/** The day on which one was last used, as the server counts days; relative within a week. */
export function lastUsedWords({ lastUsedOn }: Pick<Model, 'lastUsedOn'>, now: number): string {
  if (lastUsedOn === null) return 'Not yet'
  const days = Math.floor(now / oneDay) - Date.parse(lastUsedOn) / oneDay
  return days < 7 ? daysAgo(days) : dateOf(`${lastUsedOn}T12:00:00Z`, now)
}
